/**
 * Linear structure formation from the Einstein-Boltzmann equations in synchronous gauge, after Ma
 * and Bertschinger, ApJ 455, 7 (1995), "MB95" below: one class per species or stage of the
 * evolution. Units: c = 1, lengths and conformal times in Mpc, wavenumbers in 1/Mpc unless named
 * h/Mpc; fluctuations are relative to a primordial curvature perturbation of 1.
 */
package nustream.lensing.physics.boltzmann;
