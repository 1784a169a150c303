package nustream.lensing.physics.limber;

/** Angular power spectrum of an isotropic field on the sky. */
@FunctionalInterface
public interface AngularSpectrum {
  /**
   * C_l in steradian.
   *
   * @param multipole l, positive
   */
  double at(double multipole);
}
