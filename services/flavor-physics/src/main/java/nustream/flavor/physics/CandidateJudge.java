package nustream.flavor.physics;

/**
 * Judges seesaw candidates against the 3-sigma box of a release.
 *
 * <p>The fast path ({@link FastSpectrum}) carries an error bound. A cut is decided by it where the
 * value is farther from both ends of the interval than the bound; otherwise, and where an accepted
 * candidate's numbers would not be good to 1e-12 (phases to 1e-10 rad), the candidate is computed
 * again in double-double arithmetic. So verdicts and observables do not depend on which path was
 * taken, and the same parameters give the same bits on any machine (IEEE operations and StrictMath
 * only).
 *
 * <p>Holds its scratch and allocates nothing per candidate but the record that {@link #observables}
 * returns: one instance per thread.
 */
public final class CandidateJudge {
  /** Wanted accuracy of sin^2, relative of the splittings and of m_ee, with a margin of three. */
  private static final double ANGLE_TOLERANCE = 3e-13;

  private static final double PHASE_TOLERANCE = 1e-10;

  private final NufitTable table;
  private final Ordering ordering;
  private final double[] low = new double[Cut.OBSERVABLES];
  private final double[] high = new double[Cut.OBSERVABLES];
  private final double[] value = new double[Cut.OBSERVABLES];
  private final double[] candidate = new double[SeesawParameters.SIZE];

  private final LightMass mass = new LightMass();
  private final FastSpectrum fast = new FastSpectrum();
  private final Mixing mixing = new Mixing();
  private final ObservableAssembly assembly = new ObservableAssembly();

  private LightSpectrum spectrum = fast.spectrum;
  private int verdict = Cut.NOT_FINITE.bit();

  /** A judge by the intervals of a table. */
  public CandidateJudge(NufitTable table) {
    this.table = table;
    ordering = table.ordering();
    for (int k = 0; k < Cut.OBSERVABLES; k++) {
      Interval interval = table.interval(Cut.values()[k]);
      low[k] = interval.low3();
      high[k] = interval.high3();
    }
  }

  /** The table that decides. */
  public NufitTable table() {
    return table;
  }

  /**
   * Judges one candidate.
   *
   * @param parameters packed candidates in the layout of {@link SeesawParameters}
   * @param offset where the candidate starts
   * @return 0 = accepted, else the bits of the failed {@link Cut}s
   */
  public int judge(double[] parameters, int offset) {
    System.arraycopy(parameters, offset, candidate, 0, SeesawParameters.SIZE);
    mass.loadParameters(candidate, 0);
    if (!isFinite()) {
      verdict = Cut.NOT_FINITE.bit();
      return verdict;
    }
    fast.compute(mass);
    spectrum = fast.spectrum;
    if (!decide(fast.angleError) || (verdict == 0 && !isFastAccurate())) {
      computePrecisely();
    }
    return verdict;
  }

  /**
   * Chi^2 of the candidate that was judged last, over the five cut observables.
   *
   * @return NaN after the verdict not_finite
   */
  public double chi2() {
    return Cut.NOT_FINITE.failedIn(verdict)
        ? Double.NaN
        : table.chi2(value[0], value[1], value[2], value[3], value[4]);
  }

  /**
   * Observables of the candidate that was judged last, accepted or not.
   *
   * @throws IllegalStateException after the verdict not_finite
   */
  public LeptonObservables observables() {
    if (Cut.NOT_FINITE.failedIn(verdict)) {
      throw new IllegalStateException("a candidate that is not finite has no observables");
    }
    if (spectrum == fast.spectrum && !isFastAccurate()) {
      computePrecisely();
    }
    return assembly.assemble(spectrum, ordering, mass.rightHanded);
  }

  /** Whether the last candidate was computed in double-double arithmetic. */
  boolean wasPrecise() {
    return spectrum != fast.spectrum;
  }

  private boolean isFinite() {
    double sum = 0;
    for (int k = 0; k < SeesawParameters.SIZE; k++) {
      sum += Math.abs(candidate[k]);
    }
    return sum < Double.POSITIVE_INFINITY && mass.isFinite();
  }

  private boolean isFastAccurate() {
    return fast.angleError < ANGLE_TOLERANCE
        && fast.meeError < ANGLE_TOLERANCE
        && fast.phaseError < PHASE_TOLERANCE;
  }

  private void computePrecisely() {
    DoubleDoubleMatrix m =
        DoubleDoubleMatrix.seesaw(candidate, 0, mass.rightHanded, SeesawParameters.V_GEV);
    spectrum = PreciseSpectrum.compute(m, PreciseSpectrum.SEESAW_ZERO_MASS);
    if (spectrum.isFinite()) {
      decide(0);
    } else {
      verdict = Cut.NOT_FINITE.bit();
    }
  }

  /** Sets values and verdict; false where a value is within its error of the end of an interval. */
  private boolean decide(double error) {
    mixing.angles(
        spectrum.ur,
        spectrum.ui,
        ordering.ascending(0),
        ordering.ascending(1),
        ordering.ascending(2));
    value[0] = spectrum.dm2_21(ordering);
    value[1] = spectrum.dm2_3l(ordering);
    value[2] = mixing.s12sq;
    value[3] = mixing.s13sq;
    value[4] = mixing.s23sq;
    verdict = 0;
    boolean clear = true;
    for (int k = 0; k < Cut.OBSERVABLES; k++) {
      double margin = k < 2 ? error * Math.abs(value[k]) : error;
      double distance = Math.min(Math.abs(value[k] - low[k]), Math.abs(value[k] - high[k]));
      clear &= distance > margin || error == 0;
      if (!(value[k] >= low[k] && value[k] <= high[k])) {
        verdict |= 1 << k;
      }
    }
    return clear;
  }
}
