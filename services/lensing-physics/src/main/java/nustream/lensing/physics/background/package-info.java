/**
 * The homogeneous universe: the cosmological parameters, neutrino masses with their exact momentum
 * integrals, the expansion rate, distances and the growth of structure.
 */
package nustream.lensing.physics.background;
