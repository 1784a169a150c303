package nustream.flavor.physics;

import java.util.Map;
import java.util.Optional;
import nustream.flavor.physics.random.CounterRandom;

/**
 * The five cut observables of one release and ordering, and delta, which is shown and never cut.
 * Units: eV^2, degrees. Immutable.
 */
public final class NufitTable {
  private final String release;
  private final Ordering ordering;
  private final Interval[] cut;
  private final Interval deltaDeg;
  private final Optional<ChiSquareProfiles> profiles;

  NufitTable(
      String release,
      Ordering ordering,
      Map<Cut, Interval> cuts,
      Interval deltaDeg,
      Optional<ChiSquareProfiles> profiles) {
    this.release = release;
    this.ordering = ordering;
    this.deltaDeg = deltaDeg;
    this.profiles = profiles;
    cut = new Interval[Cut.OBSERVABLES];
    for (int k = 0; k < Cut.OBSERVABLES; k++) {
      Cut observable = Cut.values()[k];
      cut[k] = cuts.get(observable);
      if (cut[k] == null) {
        throw new IllegalArgumentException(
            release + " " + ordering + " has no interval of " + observable.word());
      }
    }
    if (!(ordering.sign() * interval(Cut.DM2_3L).bestFit() > 0)) {
      throw new IllegalArgumentException(
          release + " " + ordering + ": dm2_3l = " + interval(Cut.DM2_3L).bestFit());
    }
  }

  /** Name of the release, for example "NuFIT-6.0-SK". */
  public String release() {
    return release;
  }

  /** The ordering that the table was fitted for. */
  public Ordering ordering() {
    return ordering;
  }

  /**
   * Interval of one cut observable.
   *
   * @throws IllegalArgumentException for {@link Cut#NOT_FINITE}
   */
  public Interval interval(Cut observable) {
    if (observable == Cut.NOT_FINITE) {
      throw new IllegalArgumentException("observable = not_finite has no interval");
    }
    return cut[observable.ordinal()];
  }

  /** sin^2 theta12. */
  public Interval s12sq() {
    return interval(Cut.S12SQ);
  }

  /** sin^2 theta13. */
  public Interval s13sq() {
    return interval(Cut.S13SQ);
  }

  /** sin^2 theta23. */
  public Interval s23sq() {
    return interval(Cut.S23SQ);
  }

  /** m2^2 - m1^2 in eV^2. */
  public Interval dm2_21() {
    return interval(Cut.DM2_21);
  }

  /** dm2_31 &gt; 0 (NO) or dm2_32 &lt; 0 (IO) in eV^2. */
  public Interval dm2_3l() {
    return interval(Cut.DM2_3L);
  }

  /** delta in degrees, the ends possibly beyond 360; never a cut. */
  public Interval deltaDeg() {
    return deltaDeg;
  }

  /** Whether all five observables lie inside their 3-sigma intervals. */
  public boolean contains(double dm2_21, double dm2_3l, double s12sq, double s13sq, double s23sq) {
    return dm2_21().contains(dm2_21)
        && dm2_3l().contains(dm2_3l)
        && s12sq().contains(s12sq)
        && s13sq().contains(s13sq)
        && s23sq().contains(s23sq);
  }

  /** Sum over the five observables of ((x - best fit) / sigma on that side)^2. */
  public double chi2(double dm2_21, double dm2_3l, double s12sq, double s13sq, double s23sq) {
    return dm2_21().chi2(dm2_21)
        + dm2_3l().chi2(dm2_3l)
        + s12sq().chi2(s12sq)
        + s13sq().chi2(s13sq)
        + s23sq().chi2(s23sq);
  }

  /** The tabulated one-dimensional Delta chi^2 profiles, where the release has them. */
  public Optional<ChiSquareProfiles> profiles() {
    return profiles;
  }

  /** Writes the label {log10 r, theta12, log10 s13^2, theta23} of the best fit. */
  public void bestFitLabel(double[] label, int offset) {
    writeLabel(
        dm2_21().bestFit(),
        dm2_3l().bestFit(),
        s12sq().bestFit(),
        s13sq().bestFit(),
        s23sq().bestFit(),
        label,
        offset);
  }

  /**
   * Draws the five observables flat inside the 3-sigma box and writes their label.
   *
   * @return the dm2_3l that goes with it, eV^2, with its sign
   */
  public double drawTarget(CounterRandom rng, double[] label, int offset) {
    double dm2_21 = dm2_21().at(rng.nextUniform());
    double dm2_3l = dm2_3l().at(rng.nextUniform());
    double s12sq = s12sq().at(rng.nextUniform());
    double s13sq = s13sq().at(rng.nextUniform());
    double s23sq = s23sq().at(rng.nextUniform());
    writeLabel(dm2_21, dm2_3l, s12sq, s13sq, s23sq, label, offset);
    return dm2_3l;
  }

  /** Writes the label of given observables, as {@link ScaleFreeSeesaw#labels} defines it. */
  public static void writeLabel(
      double dm2_21,
      double dm2_3l,
      double s12sq,
      double s13sq,
      double s23sq,
      double[] label,
      int offset) {
    label[offset] = Math.log10(dm2_21 / Math.abs(dm2_3l));
    label[offset + 1] = Math.asin(Math.sqrt(s12sq));
    label[offset + 2] = Math.log10(Math.max(s13sq, ScaleFreeSeesaw.MIN_S13SQ));
    label[offset + 3] = Math.asin(Math.sqrt(s23sq));
  }
}
