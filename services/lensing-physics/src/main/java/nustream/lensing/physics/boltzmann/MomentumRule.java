package nustream.lensing.physics.boltzmann;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * Gauss quadrature over neutrino momenta for the weight
 *
 * <pre>W(q) = q e^q / (1 + e^q)^2 = -f0 dln f0/dln q,    f0 = 1/(e^q + 1).</pre>
 *
 * The perturbation is Psi = dln f0/dln q times a smooth function of q: constant on large scales,
 * and falling as 1/q^2 where slow neutrinos have fallen into potential wells. The energy integral
 * is then W times q^2 ... q^0 times something smooth, which this rule integrates exactly, with
 * fewer nodes than a Gauss-Laguerre rule. Nodes and weights from the recurrence of the orthogonal
 * polynomials (Golub and Welsch 1969, with Stieltjes' procedure).
 */
final class MomentumRule {
  private static final double RELATIVISTIC = 7 * Math.pow(Math.PI, 4) / 120;
  private static final double[] PIECES = {0, 1, 2, 4, 7, 11, 16, 24, 36, 60};

  private final double[] momentum;
  private final double[] weight;
  private final double[] logSlope;

  MomentumRule(int nodes) {
    double[] diagonal = new double[nodes];
    double[] offDiagonal = new double[nodes - 1];
    double total = recurrence(diagonal, offDiagonal);
    EigenDecompositionSymmetric jacobi = new EigenDecompositionSymmetric(diagonal, offDiagonal);
    momentum = new double[nodes];
    weight = new double[nodes];
    logSlope = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      double q = jacobi.getEigenvalues()[i];
      double first = jacobi.getEigenvector(i).getEntry(0);
      momentum[i] = q;
      logSlope[i] = -q / (1 + Math.exp(-q));
      // Turns Int W g into Int q^2 f0 (eps Psi) over I(0): f0 = -W / (dln f0/dln q).
      weight[i] = total * first * first * q * q / -logSlope[i] / RELATIVISTIC;
    }
  }

  /** Three-term recurrence of the orthogonal polynomials; returns the integral of W. */
  private static double recurrence(double[] diagonal, double[] offDiagonal) {
    int perPiece = 40;
    int size = (PIECES.length - 1) * perPiece;
    double[] q = new double[size];
    double[] w = new double[size];
    GaussIntegratorFactory factory = new GaussIntegratorFactory();
    for (int piece = 0; piece + 1 < PIECES.length; piece++) {
      GaussIntegrator rule = factory.legendre(perPiece, PIECES[piece], PIECES[piece + 1]);
      for (int i = 0; i < perPiece; i++) {
        double point = rule.getPoint(i);
        double f = 1 / (1 + Math.exp(-point));
        q[piece * perPiece + i] = point;
        w[piece * perPiece + i] = rule.getWeight(i) * point * f * f * Math.exp(-point);
      }
    }
    double[] before = new double[size];
    double[] now = new double[size];
    java.util.Arrays.fill(now, 1);
    double normBefore = 1;
    double total = 0;
    for (int n = 0; n < diagonal.length; n++) {
      double norm = 0;
      double mean = 0;
      for (int i = 0; i < size; i++) {
        norm += w[i] * now[i] * now[i];
        mean += w[i] * now[i] * now[i] * q[i];
      }
      diagonal[n] = mean / norm;
      double ratio = n == 0 ? 0 : norm / normBefore;
      if (n == 0) {
        total = norm;
      } else {
        offDiagonal[n - 1] = Math.sqrt(ratio);
      }
      for (int i = 0; i < size; i++) {
        double next = (q[i] - diagonal[n]) * now[i] - ratio * before[i];
        before[i] = now[i];
        now[i] = next;
      }
      normBefore = norm;
    }
    return total;
  }

  int size() {
    return momentum.length;
  }

  /** Momentum over the neutrino temperature. */
  double momentum(int i) {
    return momentum[i];
  }

  /** Weight of eps Psi in the energy integral, relative to the energy of a massless neutrino. */
  double weight(int i) {
    return weight[i];
  }

  /** dln f0/dln q. */
  double logSlope(int i) {
    return logSlope[i];
  }
}
