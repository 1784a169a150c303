package nustream.flavor.physics;

/**
 * Observables of single cases, always in double-double arithmetic (about 0.1 ms each): sin^2 to
 * 1e-12, phases to 1e-7 degree where defined, m_ee to 1e-12 for Yukawa matrices of condition number
 * up to 1e6. For blocks of candidates use {@link CandidateJudge}.
 *
 * <p>Matrices are 3x3 complex, row-major pairs (re, im), 18 numbers. With a charged-lepton Yukawa
 * {@code Y_e = V_L diag V_R^dagger} the mixing matrix is {@code V_L^dagger U_nu}; an empty array
 * means diagonal. Stateless.
 */
public final class LeptonSector {
  private static final int PAIRS = 18;
  private static final double MAX_ASYMMETRY = 1e-9;
  private static final double[] NO_MASSES = {Double.NaN, Double.NaN, Double.NaN};

  private LeptonSector() {}

  /**
   * Observables of a type-I seesaw.
   *
   * @param yukawa Y_nu, rows = flavour
   * @param massesGev the three right-handed masses, &gt; 0
   * @param vGev vacuum expectation value, usually {@link SeesawParameters#V_GEV}
   * @param chargedYukawa Y_e, or empty for diagonal
   * @throws IllegalArgumentException naming the argument that is out of range
   */
  public static LeptonObservables seesaw(
      double[] yukawa, double[] massesGev, double vGev, double[] chargedYukawa, Ordering ordering) {
    requirePairs("Y_nu", yukawa);
    if (massesGev.length != 3) {
      throw new IllegalArgumentException("M_GeV has " + massesGev.length + " numbers, allowed 3");
    }
    for (double mass : massesGev) {
      requirePositive("M_GeV", mass);
    }
    requirePositive("v_GeV", vGev);
    DoubleDoubleMatrix m = DoubleDoubleMatrix.seesaw(yukawa, 0, massesGev, vGev);
    return observables(m, "Y_nu", chargedYukawa, ordering, massesGev, true);
  }

  /**
   * Observables of a light mass matrix; the right-handed masses are NaN.
   *
   * @param matrixEv m_nu in eV, symmetric to 1e-9 of its largest element
   * @param chargedYukawa Y_e, or empty for diagonal
   * @throws IllegalArgumentException naming the argument that is out of range
   */
  public static LeptonObservables lightMatrix(
      double[] matrixEv, MassConvention convention, double[] chargedYukawa, Ordering ordering) {
    requirePairs("M_nu", matrixEv);
    DoubleDoubleMatrix m = Takagi.symmetric(matrixEv, MAX_ASYMMETRY);
    if (convention == MassConvention.UT_M_U) {
      m = m.conjugate();
    }
    return observables(m, "M_nu", chargedYukawa, ordering, NO_MASSES, false);
  }

  private static LeptonObservables observables(
      DoubleDoubleMatrix matrix,
      String name,
      double[] chargedYukawa,
      Ordering ordering,
      double[] massesGev,
      boolean seesaw) {
    DoubleDoubleMatrix m = matrix;
    if (chargedYukawa.length != 0) {
      requirePairs("Y_e", chargedYukawa);
      DoubleDoubleMatrix left =
          ChargedLeptons.leftRotation(DoubleDoubleMatrix.ofPairs(chargedYukawa));
      m = left.conjugate().transpose().times(m).times(left.conjugate());
    }
    LightSpectrum spectrum =
        PreciseSpectrum.compute(
            m, seesaw ? PreciseSpectrum.SEESAW_ZERO_MASS : PreciseSpectrum.MATRIX_ZERO_MASS);
    if (!spectrum.isFinite()) {
      throw new IllegalArgumentException(
          name + " gives a light mass matrix that is zero or not finite");
    }
    return new ObservableAssembly().assemble(spectrum, ordering, massesGev);
  }

  private static void requirePairs(String name, double[] pairs) {
    if (pairs.length != PAIRS) {
      throw new IllegalArgumentException(
          name + " has " + pairs.length + " numbers, allowed 18 (3x3 pairs re, im)");
    }
    for (int k = 0; k < PAIRS; k++) {
      if (!Double.isFinite(pairs[k])) {
        throw new IllegalArgumentException(
            name + "[" + k / 6 + "][" + k / 2 % 3 + "] = " + pairs[k] + ", allowed finite numbers");
      }
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " = " + value + ", allowed > 0 and finite");
    }
  }
}
