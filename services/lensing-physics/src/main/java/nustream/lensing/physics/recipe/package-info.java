/**
 * From a recipe to a convergence map: everything that decides the pixels of a map in one value, and
 * the making of maps from such values by several threads.
 */
package nustream.lensing.physics.recipe;
