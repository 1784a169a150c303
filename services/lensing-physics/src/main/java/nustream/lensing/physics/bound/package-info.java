/**
 * How well two cosmologies can be told apart from a map: the best any classifier can do on Gaussian
 * fields, the log-likelihood ratio that does it, and the classifier that knows the power spectrum
 * alone.
 */
package nustream.lensing.physics.bound;
