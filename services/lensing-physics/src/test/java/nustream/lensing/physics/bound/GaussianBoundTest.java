package nustream.lensing.physics.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.ReferenceTable;
import nustream.lensing.physics.SharedSpectra;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianBoundTest {
  /** Nyquist multipole 26000: every multipole up to 1e4 is on the grid. */
  private static final MapGeometry MAP = new MapGeometry(3.5, 512);

  private static AngularSpectrum spectrum(Cosmology cosmology, NonlinearModel model, double z) {
    return SharedSpectra.plane(cosmology, model, z);
  }

  private static TwoClassModes modes(
      Cosmology massless,
      Cosmology massive,
      NonlinearModel model,
      double z,
      Optional<ShapeNoise> noise,
      double largest) {
    return TwoClassModes.of(
        MAP, spectrum(massless, model, z), spectrum(massive, model, z), noise, largest);
  }

  /**
   * All rows of the table for 0.1 eV and halofit; from CAMB at default accuracy, so d' to 1.5 %.
   */
  @Test
  void agreesWithTheTableOfOptimalAccuracies() {
    String json = String.join(" ", ReferenceTable.lines("lensing/gaussian_optimal_accuracy.json"));
    Matcher row =
        Pattern.compile(
                "\"nl\": \"takahashi\",\\s*\"mnu\": 0.1,\\s*\"zs\": ([0-9.]+),\\s*\"lmax\": (\\d+),"
                    + "\\s*\"ngal\": (\\S+),\\s*\"nmodes\": (\\d+),\\s*\"dprime\": ([0-9.]+),"
                    + "\\s*\"acc_gauss\": ([0-9.]+),\\s*\"KL01\": ([0-9.]+),\\s*\"KL10\": ([0-9.]+),"
                    + "\\s*\"lnBhatt\": ([-0-9.]+)")
            .matcher(json);
    Cosmology massless = ReferenceCosmology.massiveNus(0);
    Cosmology massive = ReferenceCosmology.massiveNus(0.1);
    int rows = 0;
    while (row.find()) {
      Optional<ShapeNoise> noise =
          row.group(3).equals("null")
              ? Optional.empty()
              : Optional.of(new ShapeNoise(Double.parseDouble(row.group(3)), 0.26));
      double z = Double.parseDouble(row.group(1));
      double largest = Double.parseDouble(row.group(2));
      TwoClassModes modes = modes(massless, massive, NonlinearModel.HALOFIT, z, noise, largest);
      GaussianBound bound = GaussianBound.of(modes);
      assertEquals(Long.parseLong(row.group(4)), bound.modes(), row.group());
      double dPrime = Double.parseDouble(row.group(5));
      assertEquals(dPrime, bound.dPrime(), 0.015 * dPrime, row.group());
      assertEquals(Double.parseDouble(row.group(6)), bound.accuracy(), 2e-3, row.group());
      double divergence01 = Double.parseDouble(row.group(7));
      assertEquals(divergence01, bound.divergence01(), 0.03 * divergence01, row.group());
      double divergence10 = Double.parseDouble(row.group(8));
      assertEquals(divergence10, bound.divergence10(), 0.03 * divergence10, row.group());
      double bhattacharyya = Double.parseDouble(row.group(9));
      assertEquals(bhattacharyya, bound.logBhattacharyya(), -0.03 * bhattacharyya, row.group());
      rows++;
    }
    assertTrue(rows >= 10, rows + " rows");
  }

  /** HMcode spectra, 0 against 0.1 eV at fixed A_s; accuracies in per cent, one decimal printed. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 79.4, 97.2", "0, 0, 2, 79.2, 97.8", "0, 0, 2.5, 79.0, 97.9",
    "0.3, 10, 1, 60.8, 62.7", "0.3, 30, 1, 68.0, 73.5", "0.3, 30, 2, 73.2, 85.5",
    "0.3, 50, 2.5, 75.7, 91.8", "0.4, 10, 2, 63.0, 66.7", "0.4, 30, 2.5, 71.3, 82.1"
  })
  void agreesWithTheTableForHmcode(
      double ellipticity, double galaxies, double z, double at2000, double at5000) {
    Optional<ShapeNoise> noise =
        galaxies == 0 ? Optional.empty() : Optional.of(new ShapeNoise(galaxies, ellipticity));
    Cosmology massless = ReferenceCosmology.withMass(0);
    Cosmology massive = ReferenceCosmology.withMass(0.1);
    double[] expected = {at2000, at5000};
    double[] largest = {2000, 5000};
    for (int i = 0; i < 2; i++) {
      TwoClassModes modes = modes(massless, massive, NonlinearModel.HMCODE, z, noise, largest[i]);
      // 0.05 of rounding and 0.1 for 0.3 % of the ratio's distance from 1
      assertEquals(expected[i], 100 * GaussianBound.of(modes).accuracy(), 0.15);
    }
  }

  /** Analytic against exact, and exact against printed values (5 digits, other C_l: 0.2 %). */
  @ParameterizedTest
  @CsvSource({
    "1, 1000, 0, .64950, .64942",
    "1, 2000, 30, .69760, .69757",
    "2, 5000, 30, .88425, .88423"
  })
  void exactDistributionAgrees(
      double z, double largest, double galaxies, double analytic, double exact) {
    Optional<ShapeNoise> noise =
        galaxies == 0 ? Optional.empty() : Optional.of(new ShapeNoise(galaxies, 0.26));
    TwoClassModes modes =
        modes(
            ReferenceCosmology.massiveNus(0),
            ReferenceCosmology.massiveNus(0.1),
            NonlinearModel.HALOFIT,
            z,
            noise,
            largest);
    GaussianBound bound = GaussianBound.of(modes);
    LikelihoodRatioDistribution distribution = new LikelihoodRatioDistribution(modes);
    assertEquals(analytic, bound.accuracy(), 2e-3);
    assertEquals(exact - analytic, distribution.accuracy() - bound.accuracy(), 2e-5);
    assertEquals(bound.areaUnderCurve(), distribution.areaUnderCurve(), 3e-4);
    assertEquals(bound.crossEntropy(), distribution.crossEntropy(), 3e-4);
    assertTrue(1 - distribution.accuracy() < bound.errorBound());
  }

  /**
   * Two modes of one ratio are exponentially distributed: Lambda = w E - c with E of mean 2, so
   * that every probability is elementary.
   */
  @Test
  void exactDistributionOfTwoModesIsElementary() {
    double r = 3;
    TwoClassModes modes = new TwoClassModes(new int[] {2}, new double[] {r});
    LikelihoodRatioDistribution distribution = new LikelihoodRatioDistribution(modes);
    double c = Math.log(r);
    double w0 = (1 - 1 / r) / 2;
    double w1 = (r - 1) / 2;
    for (double x : new double[] {-1, -0.3, 0, 0.7, 3}) {
      // With two modes phi falls as 1/t only, and is cut at t d' = 40.
      assertEquals(1 - Math.exp(-(x + c) / (2 * w0)), distribution.cumulative(0, x), 1e-2);
      assertEquals(1 - Math.exp(-(x + c) / (2 * w1)), distribution.cumulative(1, x), 1e-2);
    }
    // 20 modes: Erlang distributions, smooth enough for 1e-6.
    TwoClassModes more = new TwoClassModes(new int[] {20}, new double[] {r});
    LikelihoodRatioDistribution smooth = new LikelihoodRatioDistribution(more);
    double limit = 10 * c;
    double expected = 0.5 * (erlang(limit / (2 * w0)) + 1 - erlang(limit / (2 * w1)));
    assertEquals(expected, smooth.accuracy(), 1e-6);
  }

  /** Cumulative Erlang distribution of shape 10. */
  private static double erlang(double x) {
    double term = 1;
    double sum = 1;
    for (int n = 1; n < 10; n++) {
      term *= x / n;
      sum += term;
    }
    return 1 - Math.exp(-x) * sum;
  }

  @Test
  void accuracyGrowsWithTheCutAndWithRedshiftUnderNoise() {
    Cosmology massless = ReferenceCosmology.massiveNus(0);
    Cosmology massive = ReferenceCosmology.massiveNus(0.1);
    Optional<ShapeNoise> noise = Optional.of(new ShapeNoise(30, 0.26));
    double last = 0.5;
    for (double largest : new double[] {500, 1000, 3000, 10000}) {
      TwoClassModes modes = modes(massless, massive, NonlinearModel.HALOFIT, 1, noise, largest);
      double accuracy = GaussianBound.of(modes).accuracy();
      assertTrue(accuracy > last, "at " + largest);
      last = accuracy;
    }
    double near =
        GaussianBound.of(modes(massless, massive, NonlinearModel.HALOFIT, 1, noise, 5000)).dPrime();
    double far =
        GaussianBound.of(modes(massless, massive, NonlinearModel.HALOFIT, 2.5, noise, 5000))
            .dPrime();
    assertTrue(far > near);
  }

  @Test
  void identicalClassesCannotBeTold() {
    TwoClassModes modes = new TwoClassModes(new int[] {100}, new double[] {1});
    GaussianBound bound = GaussianBound.of(modes);
    assertEquals(0.5, bound.accuracy(), 1e-15);
    assertEquals(Math.log(2), bound.crossEntropy(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> new LikelihoodRatioDistribution(modes));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TwoClassModes(new int[] {1}, new double[] {Double.NaN}));
  }
}
