/**
 * Nonlinear matter power from linear spectra: HMcode-2020 and halofit. The two disagree by up to 2
 * % beyond k = 5 h/Mpc; their spread is the error of the model.
 */
package nustream.lensing.physics.nonlinear;
