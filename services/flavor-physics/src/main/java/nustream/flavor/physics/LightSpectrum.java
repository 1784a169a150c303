package nustream.flavor.physics;

/**
 * Takagi factorisation {@code m = U diag(m) U^T} of a light mass matrix in ascending order of the
 * masses, whichever way it was computed. Scratch of one thread.
 */
final class LightSpectrum {
  /** Masses in eV, ascending. */
  final double[] mass = new double[3];

  /** U, columns in the order of the masses. */
  final double[] ur = new double[9];

  final double[] ui = new double[9];

  /** m_2nd^2 - m_1st^2 in eV^2, without cancellation. */
  double lowerSplitting;

  /** m_3rd^2 - m_2nd^2 in eV^2, without cancellation. */
  double upperSplitting;

  /** |m_ee| in eV, charged leptons diagonal. */
  double mee;

  /** A mass below this share of the heaviest is zero as far as the input can say. */
  double zeroMass;

  /** m2^2 - m1^2. */
  double dm2_21(Ordering ordering) {
    return ordering == Ordering.NO ? lowerSplitting : upperSplitting;
  }

  /** dm2_31 (NO) or dm2_32 (IO). */
  double dm2_3l(Ordering ordering) {
    return ordering.sign() * (lowerSplitting + upperSplitting);
  }

  /** |U_ai|^2, i ascending. */
  double probability(int a, int i) {
    int k = 3 * a + i;
    return ur[k] * ur[k] + ui[k] * ui[k];
  }

  /** Whether the mass at an ascending place is zero as far as the input can say. */
  boolean isMassless(int i) {
    return !(mass[i] > zeroMass * mass[2]);
  }

  boolean isFinite() {
    return Double.isFinite(lowerSplitting + upperSplitting) && mass[2] > 0;
  }
}
