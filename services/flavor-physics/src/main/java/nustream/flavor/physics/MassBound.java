package nustream.flavor.physics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * What an experiment says about the absolute scale of the masses; drawn beside results, never a
 * cut.
 *
 * @param name of the experiment
 * @param quantity that it measures: {@link ExactQuantity#SUM}, MEE or MBETA
 * @param lowEv lower end of the range that nuclear matrix elements leave open; equal to highEv
 *     where there is none
 * @param highEv the bound, eV
 * @param reached whether data exclude what lies above; false for a planned experiment's reach
 * @param source confidence level and paper
 */
public record MassBound(
    String name,
    ExactQuantity quantity,
    double lowEv,
    double highEv,
    boolean reached,
    String source) {

  /** The bounds that are drawn. */
  public static final List<MassBound> ALL =
      List.of(
          new MassBound(
              "KamLAND-Zen",
              ExactQuantity.MEE,
              0.028,
              0.122,
              true,
              "90 % C.L., arXiv:2406.11438; the range is that of the nuclear matrix elements"),
          new MassBound(
              "LEGEND-1000",
              ExactQuantity.MEE,
              0.009,
              0.021,
              false,
              "planned 3 sigma discovery reach, arXiv:2107.11462; range of matrix elements"),
          new MassBound(
              "Planck", ExactQuantity.SUM, 0.12, 0.12, true, "95 % C.L., arXiv:1807.06209"),
          new MassBound(
              "DESI DR2 + CMB",
              ExactQuantity.SUM,
              0.0642,
              0.0642,
              true,
              "95 % C.L., LCDM, arXiv:2503.14738"),
          new MassBound(
              "KATRIN", ExactQuantity.MBETA, 0.45, 0.45, true, "90 % C.L., arXiv:2406.13516"));

  /** Beyond every bound there is. */
  private static final double HEAVIEST_EV = 10;

  private static final int HALVINGS = 80;

  public MassBound {
    if (!(lowEv > 0 && lowEv <= highEv)) {
      throw new IllegalArgumentException(
          name + ": " + lowEv + " .. " + highEv + " eV, allowed 0 < low <= high");
    }
  }

  /**
   * The lightest mass, eV, at which the quantity reaches the bound with angles and splittings at
   * their best fit; empty where even a massless lightest neutrino is beyond it, and for m_ee, which
   * the phases leave open.
   */
  public OptionalDouble lightestEv(NufitTable table) {
    return switch (quantity) {
      case SUM -> solve(lightest -> bestFit(table, lightest).sum());
      case MBETA -> solve(lightest -> beta(table, bestFit(table, lightest)));
      default -> OptionalDouble.empty();
    };
  }

  private static MassSpectrum bestFit(NufitTable table, double lightestEv) {
    return MassSpectrum.of(
        table.ordering(), lightestEv, table.dm2_21().bestFit(), table.dm2_3l().bestFit());
  }

  /** m_beta^2 = sum |U_ei|^2 m_i^2. */
  private static double beta(NufitTable table, MassSpectrum m) {
    double s12sq = table.s12sq().bestFit();
    double s13sq = table.s13sq().bestFit();
    return Math.sqrt(
        (1 - s13sq) * ((1 - s12sq) * m.m1() * m.m1() + s12sq * m.m2() * m.m2())
            + s13sq * m.m3() * m.m3());
  }

  /** Of a quantity that rises with the lightest mass. */
  private OptionalDouble solve(DoubleUnaryOperator of) {
    if (of.applyAsDouble(0) > highEv) {
      return OptionalDouble.empty();
    }
    double low = 0;
    double high = HEAVIEST_EV;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (of.applyAsDouble(middle) > highEv) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalDouble.of((low + high) / 2);
  }
}
