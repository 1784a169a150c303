package nustream.lensing.physics.bound;

/**
 * The exact distribution of the log-likelihood ratio of Gaussian fields under each class, by the
 * inversion formula of Gil-Pelaez (1951). The ratio is a constant plus a weighted sum of squares of
 * normal deviates,
 *
 * <pre>
 * Lambda = Sum_j w_j x_j^2 - c,   c = (1/2) Sum ln r,   w = (1 - 1/r)/2 (class 0), (r - 1)/2 (class 1),
 * phi(t) = exp[-Sum (n_j/2) ln(1 - 2 i t w_j) - i t c],
 * P(Lambda &lt;= x) = 1/2 - (1/pi) Int_0^inf Im[phi(t) e^(-itx)]/t dt.
 * </pre>
 */
public final class LikelihoodRatioDistribution {
  private static final int POINTS = 2000;

  /** |phi| falls as exp(-d'^2 t^2/2) or more slowly with few modes: integrated to this t d'. */
  private static final double REACH = 40;

  private final double deviation;
  private final double step;
  private final double[][] magnitude = new double[2][POINTS];
  private final double[][] phase = new double[2][POINTS];

  public LikelihoodRatioDistribution(TwoClassModes modes) {
    GaussianBound bound = GaussianBound.of(modes);
    if (!(bound.dPrime() > 0)) {
      throw new IllegalArgumentException("the classes are identical: there is no ratio to tell");
    }
    deviation = bound.dPrime();
    step = REACH / deviation / POINTS;
    for (int hypothesis = 0; hypothesis < 2; hypothesis++) {
      transform(modes, hypothesis);
    }
  }

  private void transform(TwoClassModes modes, int hypothesis) {
    double constant = 0;
    double[] weight = new double[modes.counts().length];
    for (int j = 0; j < weight.length; j++) {
      double r = modes.ratios()[j];
      constant += 0.5 * modes.counts()[j] * Math.log(r);
      weight[j] = hypothesis == 0 ? (1 - 1 / r) / 2 : (r - 1) / 2;
    }
    for (int i = 0; i < POINTS; i++) {
      double t = (i + 0.5) * step;
      double lnMagnitude = 0;
      double angle = -t * constant;
      for (int j = 0; j < weight.length; j++) {
        double u = 2 * t * weight[j];
        lnMagnitude -= 0.25 * modes.counts()[j] * Math.log1p(u * u);
        angle += 0.5 * modes.counts()[j] * Math.atan(u);
      }
      magnitude[hypothesis][i] = Math.exp(lnMagnitude);
      phase[hypothesis][i] = angle;
      if (lnMagnitude < -40) {
        break; // the rest is 0
      }
    }
  }

  /** P(Lambda &lt;= x) under hypothesis 0 or 1. */
  public double cumulative(int hypothesis, double x) {
    // Midpoint rule: exponentially convergent, the step resolving d'^2 to REACH/POINTS.
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double t = (i + 0.5) * step;
      sum += magnitude[hypothesis][i] * Math.sin(phase[hypothesis][i] - t * x) / t;
    }
    return 0.5 - sum * step / Math.PI;
  }

  /** Largest fraction of maps that can be classified rightly. */
  public double accuracy() {
    return 0.5 * (cumulative(0, 0) + 1 - cumulative(1, 0));
  }

  /** P(Lambda_1 &gt; Lambda_0) for independent draws: the area under the best possible curve. */
  public double areaUnderCurve() {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double t = (i + 0.5) * step;
      sum += magnitude[0][i] * magnitude[1][i] * Math.sin(phase[1][i] - phase[0][i]) / t;
    }
    return 0.5 + sum * step / Math.PI;
  }

  /**
   * Smallest mean cross-entropy in nats: half of E_1 ln(1 + e^-Lambda) and of E_0 ln(1 + e^Lambda),
   * which by parts are integrals of the distributions over 1/(1 + e^x).
   */
  public double crossEntropy() {
    double sum = 0;
    int steps = 400;
    // The weight 1/(1 + e^x) is 1 below 0, where the distribution ends within 8 deviations of its
    // mean, and falls as e^-x above.
    double least = -(deviation * deviation / 2 + 8 * deviation);
    double most = 36;
    double width = (most - least) / steps;
    for (int i = 0; i < steps; i++) {
      double x = least + (i + 0.5) * width;
      double missed = cumulative(1, x) + 1 - cumulative(0, -x);
      sum += width * missed / (1 + Math.exp(x));
    }
    return 0.5 * sum;
  }
}
