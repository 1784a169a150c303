package nustream.lensing.physics.field;

/**
 * The most negative convergence, -lambda, of a lognormal field against source redshift: fit of
 * Hilbert, Hartlap and Schneider (2011) as in GLASS, lambda = 0.008 z + 0.029 z^2 - 0.0079 z^3 +
 * 0.00065 z^4, valid to z = 3.
 *
 * <p>The classes of a classification must share one shift: else the minimum of a map tells them
 * apart.
 */
public final class LognormalShift {
  private static final double LAST_REDSHIFT = 3;

  private LognormalShift() {}

  /**
   * @param redshift of the sources; beyond 3 the value at 3 is taken
   */
  public static double at(double redshift) {
    double z = Math.min(redshift, LAST_REDSHIFT);
    return z * (0.008 + z * (0.029 + z * (-0.0079 + z * 0.00065)));
  }
}
