package nustream.flavor.physics;

import java.util.OptionalDouble;

/** Turns a spectrum into observables and decides what is undefined. Scratch of one thread. */
final class ObservableAssembly {
  /** A mass difference below this share of the heaviest mass is rounding noise. */
  private static final double DEGENERATE = 1e-13;

  private final Mixing mixing = new Mixing();

  /** Observables of a spectrum; rightHanded in GeV, any order. */
  LeptonObservables assemble(LightSpectrum s, Ordering ordering, double[] rightHanded) {
    int c1 = ordering.ascending(0);
    int c2 = ordering.ascending(1);
    int c3 = ordering.ascending(2);
    mixing.angles(s.ur, s.ui, c1, c2, c3);
    mixing.phases();
    boolean lower = s.mass[1] - s.mass[0] <= DEGENERATE * s.mass[2];
    boolean upper = s.mass[2] - s.mass[1] <= DEGENERATE * s.mass[2];
    boolean pair3 = ordering == Ordering.NO ? upper : lower;
    boolean any = lower || upper;
    boolean massless1 = s.isMassless(c1);
    double m1 = s.mass[c1];
    double m2 = s.mass[c2];
    double m3 = s.mass[c3];
    double lowR = Math.min(rightHanded[0], Math.min(rightHanded[1], rightHanded[2]));
    double highR = Math.max(rightHanded[0], Math.max(rightHanded[1], rightHanded[2]));
    double middleR =
        Math.max(
            Math.min(rightHanded[0], rightHanded[1]),
            Math.min(Math.max(rightHanded[0], rightHanded[1]), rightHanded[2]));
    return new LeptonObservables(
        m1,
        m2,
        m3,
        s.dm2_21(ordering),
        s.dm2_3l(ordering),
        any ? Double.NaN : mixing.s12sq,
        pair3 ? Double.NaN : mixing.s13sq,
        pair3 ? Double.NaN : mixing.s23sq,
        optional(mixing.deltaDeg, any),
        optional(mixing.alpha21Deg, any || massless1 || s.isMassless(c2)),
        optional(mixing.alpha31Deg, any || massless1 || s.isMassless(c3)),
        any ? Double.NaN : mixing.jarlskog,
        m1 + m2 + m3,
        s.mee,
        betaMass(s),
        lowR,
        middleR,
        highR);
  }

  private static double betaMass(LightSpectrum s) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += s.probability(0, i) * s.mass[i] * s.mass[i];
    }
    return Math.sqrt(sum);
  }

  private static OptionalDouble optional(double value, boolean undefined) {
    return undefined ? OptionalDouble.empty() : Pmns.optional(value);
  }
}
