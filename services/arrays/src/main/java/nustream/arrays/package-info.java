/**
 * Arrays in NumPy's files: NPY, format 1.0 (numpy.lib.format), one array each, and NPZ, a zip
 * archive of them.
 */
package nustream.arrays;
