/** Projection of the matter power to convergence spectra, by Limber's approximation. */
package nustream.lensing.physics.limber;
