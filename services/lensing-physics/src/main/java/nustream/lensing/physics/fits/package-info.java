/** Convergence maps as FITS files (FITS standard 4.0), by nom.tam.fits. */
package nustream.lensing.physics.fits;
