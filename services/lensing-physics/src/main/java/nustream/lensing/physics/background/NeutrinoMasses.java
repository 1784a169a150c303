package nustream.lensing.physics.background;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The masses of the three neutrinos. Equal masses form one species, so that they are evolved once.
 *
 * @param species the distinct massive species, lightest first
 * @param masslessCount how many of the three are massless
 */
public record NeutrinoMasses(List<Species> species, int masslessCount) {

  /** Solar mass-squared difference, eV^2 (NuFIT 6.0, with Super-Kamiokande). */
  public static final double SOLAR_SPLITTING_EV2 = 7.49e-5;

  /** Mass-squared difference of the third state to the first, normal ordering (NuFIT 6.0). */
  public static final double ATMOSPHERIC_SPLITTING_NORMAL_EV2 = 2.513e-3;

  /** Mass-squared difference of the second state to the third, inverted ordering (NuFIT 6.0). */
  public static final double ATMOSPHERIC_SPLITTING_INVERTED_EV2 = 2.484e-3;

  /**
   * Lighter states move with the speed of light to better than 1e-4 until today, and weigh less
   * than 1e-6 of the matter: they are counted as massless.
   */
  private static final double MASSLESS_BELOW_EV = 2e-5;

  /**
   * A massive species.
   *
   * @param massEv mass of one neutrino, eV
   * @param count number of neutrinos of that mass
   */
  public record Species(double massEv, int count) {}

  public NeutrinoMasses {
    species = List.copyOf(species);
  }

  /**
   * Shares a sum of masses.
   *
   * @throws IllegalArgumentException if the measured splittings alone exceed a non-zero sum
   */
  public static NeutrinoMasses of(double sumEv, MassHierarchy hierarchy) {
    if (sumEv == 0) {
      return new NeutrinoMasses(List.of(), 3);
    }
    if (hierarchy == MassHierarchy.DEGENERATE) {
      return grouped(sumEv / 3, sumEv / 3, sumEv / 3);
    }
    double least = sum(statesFor(0, hierarchy));
    if (sumEv < least) {
      throw new IllegalArgumentException(
          "sum of neutrino masses = %s eV is below the least sum %.5f eV of the %s hierarchy; 0 is allowed for massless neutrinos"
              .formatted(sumEv, least, hierarchy.name().toLowerCase(java.util.Locale.ROOT)));
    }
    UnivariateFunction excess = lightest -> sum(statesFor(lightest, hierarchy)) - sumEv;
    double lightest = new BrentSolver(1e-14).solve(200, excess, 0, sumEv);
    double[] states = statesFor(lightest, hierarchy);
    return grouped(states[0], states[1], states[2]);
  }

  private static double[] statesFor(double lightest, MassHierarchy hierarchy) {
    double square = lightest * lightest;
    if (hierarchy == MassHierarchy.NORMAL) {
      return new double[] {
        lightest,
        Math.sqrt(square + SOLAR_SPLITTING_EV2),
        Math.sqrt(square + ATMOSPHERIC_SPLITTING_NORMAL_EV2)
      };
    }
    double heaviest = square + ATMOSPHERIC_SPLITTING_INVERTED_EV2;
    return new double[] {lightest, Math.sqrt(heaviest - SOLAR_SPLITTING_EV2), Math.sqrt(heaviest)};
  }

  private static NeutrinoMasses grouped(double... masses) {
    List<Species> species = new ArrayList<>();
    int massless = 0;
    for (double mass : masses) {
      int last = species.size() - 1;
      if (mass < MASSLESS_BELOW_EV) {
        massless++;
      } else if (last >= 0 && species.get(last).massEv() == mass) {
        species.set(last, new Species(mass, species.get(last).count() + 1));
      } else {
        species.add(new Species(mass, 1));
      }
    }
    return new NeutrinoMasses(species, massless);
  }

  private static double sum(double[] values) {
    return values[0] + values[1] + values[2];
  }
}
