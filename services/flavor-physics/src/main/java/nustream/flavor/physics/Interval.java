package nustream.flavor.physics;

/**
 * What a global fit says about one observable.
 *
 * @param bestFit best fit
 * @param sigmaUp upward 1-sigma error, &gt; 0
 * @param sigmaDown downward 1-sigma error, &gt; 0
 * @param low3 lower end of the 3-sigma interval
 * @param high3 upper end of the 3-sigma interval
 */
public record Interval(
    double bestFit, double sigmaUp, double sigmaDown, double low3, double high3) {
  /** Checks signs and order. */
  public Interval {
    if (!(sigmaUp > 0 && sigmaDown > 0)) {
      throw new IllegalArgumentException(
          "sigma = +" + sigmaUp + " -" + sigmaDown + ", allowed > 0");
    }
    if (!(low3 < bestFit && bestFit < high3)) {
      throw new IllegalArgumentException(
          "3-sigma interval " + low3 + " .. " + high3 + " does not hold " + bestFit);
    }
  }

  /** Whether x lies inside the 3-sigma interval, ends included; false for NaN. */
  public boolean contains(double x) {
    return x >= low3 && x <= high3;
  }

  /** ((x - best fit) / sigma on that side)^2. */
  public double chi2(double x) {
    double pull = (x - bestFit) / (x >= bestFit ? sigmaUp : sigmaDown);
    return pull * pull;
  }

  /** The point at a fraction 0..1 of the 3-sigma interval. */
  public double at(double fraction) {
    return low3 + (high3 - low3) * fraction;
  }
}
