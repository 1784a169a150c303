/** Linear power spectra and their variances, in the units of large-scale structure: Mpc/h. */
package nustream.lensing.physics.linear;
