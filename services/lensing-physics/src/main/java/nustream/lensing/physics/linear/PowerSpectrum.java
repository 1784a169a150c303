package nustream.lensing.physics.linear;

/** An isotropic power spectrum at one time. */
@FunctionalInterface
public interface PowerSpectrum {
  /**
   * P(k) in (Mpc/h)^3.
   *
   * @param k wavenumber in h/Mpc, positive
   */
  double at(double k);

  /** Dimensionless power k^3 P(k) / (2 pi^2). */
  default double dimensionless(double k) {
    return k * k * k * at(k) / (2 * Math.PI * Math.PI);
  }
}
