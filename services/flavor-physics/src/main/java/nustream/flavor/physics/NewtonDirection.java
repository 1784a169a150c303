package nustream.flavor.physics;

/**
 * Minimum-norm Newton step of the four labels, {@code J^T (J J^T)^-1 r}, by Cholesky factorisation
 * of the 4x4 Gram matrix. Scratch of one thread.
 */
final class NewtonDirection {
  private static final int N = ScaleFreeSeesaw.LABEL_SIZE;

  /** A pivot below this share of its diagonal means linearly dependent gradients. */
  private static final double SINGULAR = 1e-13;

  /** Keeps d theta / d sin^2 theta finite at the ends. */
  private static final double EDGE = 1e-6;

  private static final double[] ZEROS = new double[SeesawParameters.SIZE];

  private final HermitianJacobi eigen;
  private final LabelGradient gradient;
  private final double[][] gram = new double[N][N];
  private final double[] whitened = new double[N];
  private final double[] solution = new double[N];

  NewtonDirection(LightMass mass, HermitianJacobi eigen) {
    this.eigen = eigen;
    gradient = new LabelGradient(mass, eigen);
  }

  /** Residuals and the rows of J at the decomposed point; false where one is not finite. */
  boolean compute(
      Ordering ordering,
      double spread,
      double[] target,
      int targetOffset,
      double[] residual,
      int residualOffset) {
    int c1 = ordering.ascending(0);
    int c2 = ordering.ascending(1);
    int c3 = ordering.ascending(2);
    double small = eigen.value[c2] - eigen.value[c1];
    double large = eigen.value[2] - eigen.value[0];
    double e2 = eigen.probability(0, c2);
    double s13sq = eigen.probability(0, c3);
    double mu3 = eigen.probability(1, c3);
    double c13sq = 1 - s13sq;
    double s12sq = e2 / c13sq;
    double s23sq = mu3 / c13sq;
    residual[residualOffset] = target[targetOffset] - Math.log10(small / large);
    residual[residualOffset + 1] = target[targetOffset + 1] - angle(s12sq);
    residual[residualOffset + 2] =
        angle(Math.exp(LightMass.LN10 * target[targetOffset + 2])) - angle(s13sq);
    residual[residualOffset + 3] = target[targetOffset + 3] - angle(s23sq);
    double check = 0;
    for (int k = 0; k < N; k++) {
      solution[k] = residual[residualOffset + k];
      check += solution[k];
    }
    if (!Double.isFinite(check)) {
      return false;
    }
    gradient.prepare();
    gradient.clear();
    gradient.addEigenvalue(c2, 1 / small);
    gradient.addEigenvalue(c1, -1 / small);
    gradient.addEigenvalue(2, -1 / large);
    gradient.addEigenvalue(0, 1 / large);
    gradient.finishRow(0, 1 / LightMass.LN10, spread);
    gradient.clear();
    gradient.addProbability(0, c2, 1 / c13sq);
    gradient.addProbability(0, c3, e2 / (c13sq * c13sq));
    gradient.finishRow(1, angleSlope(s12sq), spread);
    gradient.clear();
    gradient.addProbability(0, c3, 1);
    gradient.finishRow(2, angleSlope(s13sq), spread);
    gradient.clear();
    gradient.addProbability(1, c3, 1 / c13sq);
    gradient.addProbability(0, c3, mu3 / (c13sq * c13sq));
    gradient.finishRow(3, angleSlope(s23sq), spread);
    return true;
  }

  /** The direction of the last residuals; false where the Gram matrix is singular. */
  boolean direction(double[] direction, int offset) {
    for (int a = 0; a < N; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int d = 0; d < SeesawParameters.SIZE; d++) {
          sum += gradient.row[a][d] * gradient.row[b][d];
        }
        gram[a][b] = sum;
      }
    }
    if (!solve()) {
      return false;
    }
    gradient.combine(solution, direction, offset);
    double check = 0;
    for (int d = 0; d < SeesawParameters.SIZE; d++) {
      check += direction[offset + d];
    }
    return Double.isFinite(check);
  }

  /** What surrounds the point that there was a direction for. */
  void slopes(Ordering ordering, double spread, SeesawSlopes slopes) {
    gradient.clear();
    gradient.addMajoranaPhase(ordering.ascending(1), 1);
    gradient.addMajoranaPhase(ordering.ascending(0), -1);
    gradient.finishRow(SeesawSlopes.ALPHA21, 1, spread);
    gradient.clear();
    gradient.addEigenvalue(0, 0.5 / eigen.value[0]);
    gradient.finishRow(SeesawSlopes.LIGHTEST, 1, spread);
    for (int k = 0; k < SeesawSlopes.COUNT; k++) {
      double length = length(gradient.row[k]);
      boolean usable = length > 0 && length < Double.POSITIVE_INFINITY;
      slopes.lengths[k] = usable ? length : 0;
      gradient.turn(
          usable ? gradient.row[k] : ZEROS,
          usable ? 1 / length : 0,
          slopes.directions,
          k * SeesawParameters.SIZE);
    }
    System.arraycopy(whitened, 0, slopes.whitened, 0, N);
    slopes.logMassRatios[0] = 0.5 * Math.log(eigen.value[0] / eigen.value[2]);
    slopes.logMassRatios[1] = 0.5 * Math.log(eigen.value[1] / eigen.value[2]);
    gradient.majoranaPhase(ordering.ascending(1), ordering.ascending(0), slopes);
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double component : vector) {
      sum += component * component;
    }
    return Math.sqrt(sum);
  }

  private boolean solve() {
    for (int a = 0; a < N; a++) {
      double diagonal = gram[a][a];
      for (int b = 0; b <= a; b++) {
        double sum = gram[a][b];
        for (int c = 0; c < b; c++) {
          sum -= gram[a][c] * gram[b][c];
        }
        if (b < a) {
          gram[a][b] = sum / gram[b][b];
        } else if (sum > SINGULAR * diagonal) {
          gram[a][a] = Math.sqrt(sum);
        } else {
          return false;
        }
      }
    }
    for (int a = 0; a < N; a++) {
      double sum = solution[a];
      for (int c = 0; c < a; c++) {
        sum -= gram[a][c] * solution[c];
      }
      whitened[a] = sum / gram[a][a];
      solution[a] = whitened[a];
    }
    for (int a = N - 1; a >= 0; a--) {
      double sum = solution[a];
      for (int c = a + 1; c < N; c++) {
        sum -= gram[c][a] * solution[c];
      }
      solution[a] = sum / gram[a][a];
    }
    return true;
  }

  private static double angle(double sineSquared) {
    return Math.asin(Math.sqrt(Math.max(0, Math.min(1, sineSquared))));
  }

  private static double angleSlope(double sineSquared) {
    double s = Math.max(EDGE, Math.min(1 - EDGE, sineSquared));
    return 0.5 / Math.sqrt(s * (1 - s));
  }
}
