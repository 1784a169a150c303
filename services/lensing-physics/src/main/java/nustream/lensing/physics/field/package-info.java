/**
 * Convergence maps on a square patch of flat sky: Gaussian and lognormal fields with a given
 * angular spectrum, what an observation does to them, and statistics of maps.
 *
 * <p>Modes are real: the discrete Hartley transform H(k) = Sum_x f(x) [cos(k x) + sin(k x)] of a
 * map of N x N pixels has N x N real coefficients, independent for a Gaussian field, at the
 * wavenumbers of the fast Fourier transform; <code>|F(k)|^2 = [H(k)^2 + H(-k)^2]/2</code>.
 */
package nustream.lensing.physics.field;
