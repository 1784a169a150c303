package nustream.flavor.physics;

/**
 * 10^x to three units in the last place, the same on every machine and without garbage: {@code
 * StrictMath.pow} makes arrays at every call, and {@code exp(x ln 10)} alone loses two digits at x
 * = 15.
 */
final class PowerOfTen {
  private static final int MAX = 307;
  private static final double[] WHOLE = new double[2 * MAX + 1];
  private static final double LN10 = Math.log(10);

  static {
    for (int n = -MAX; n <= MAX; n++) {
      WHOLE[n + MAX] = Double.parseDouble("1e" + n);
    }
  }

  private PowerOfTen() {}

  /** 10^x; 0 or infinity beyond 10^307 either way, NaN for NaN. */
  static double of(double x) {
    double whole = Math.rint(x);
    if (!(Math.abs(whole) <= MAX)) {
      return x > 0 ? Double.POSITIVE_INFINITY : x < 0 ? 0 : Double.NaN;
    }
    return WHOLE[(int) whole + MAX] * StrictMath.exp((x - whole) * LN10);
  }
}
