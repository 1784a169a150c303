package nustream.lensing.physics.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.ReferenceTable;
import nustream.lensing.physics.SharedSpectra;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapSimulatorTest {
  private static final MapGeometry MAP = new MapGeometry(3.5, 64);
  private static final double SHIFT = LognormalShift.at(1);

  /** About that of z_s = 1. */
  private static final AngularSpectrum SPECTRUM =
      l -> 8e-9 * StrictMath.pow(l / 100, -1.1) / (1 + l / 5000);

  private static MapSimulator simulator(FieldKind kind, Observation observation) {
    return new MapSimulator(SPECTRUM, kind, SHIFT, observation);
  }

  /** 400 maps: within 4 standard errors of each bin, sqrt(2/modes/maps) for a Gaussian field. */
  @ParameterizedTest
  @ValueSource(ints = {64, 60})
  void gaussianMapsHaveTheirSpectrum(int pixels) {
    MapGeometry geometry = new MapGeometry(3.5, pixels);
    MapSimulator simulator = simulator(FieldKind.GAUSSIAN, Observation.ideal(geometry));
    PowerEstimator estimator = new PowerEstimator(geometry, new MultipoleBins(100, 3000, 8));
    int maps = 400;
    double[] mean = new double[8];
    double skewness = 0;
    for (int i = 0; i < maps; i++) {
      ConvergenceMap map = simulator.simulate(7, i);
      double[] power = estimator.estimate(map);
      for (int bin = 0; bin < 8; bin++) {
        mean[bin] += power[bin] / maps;
      }
      skewness += MapStatistics.skewness(map) / maps;
    }
    double[] expected = expectedInBins(geometry, new MultipoleBins(100, 3000, 8));
    int[] modes = estimator.modes();
    for (int bin = 0; bin < 8; bin++) {
      double error = Math.sqrt(2.0 / modes[bin] / maps);
      assertEquals(1, mean[bin] / expected[bin], 4 * error, "bin " + bin);
    }
    // Correlated pixels: the scatter of one map's skewness is about 0.15.
    assertEquals(0, skewness, 4 * 0.15 / Math.sqrt(maps));
  }

  private static double[] expectedInBins(MapGeometry geometry, MultipoleBins bins) {
    double[] sum = new double[bins.count()];
    int[] modes = new int[bins.count()];
    int n = geometry.pixels();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double l = geometry.fundamental() * Math.hypot(Math.min(i, n - i), Math.min(j, n - j));
        int bin = bins.binOf(l);
        if (bin >= 0) {
          sum[bin] += SPECTRUM.at(l);
          modes[bin]++;
        }
      }
    }
    for (int bin = 0; bin < sum.length; bin++) {
      sum[bin] /= modes[bin];
    }
    return sum;
  }

  /** The recipe pins the pixels; if this fails, raise the generator version. */
  @Test
  void aRecipeGivesTheSameBytesAlways() {
    Observation observation =
        Observation.ideal(MAP).withNoise(new ShapeNoise(30, 0.26)).withSmoothing(2);
    assertEquals(1, MapSimulator.GENERATOR_VERSION);
    assertEquals("389f2cc7", checkSum(simulator(FieldKind.GAUSSIAN, observation).simulate(1, 2)));
    assertEquals("45456d6a", checkSum(simulator(FieldKind.LOGNORMAL, observation).simulate(1, 2)));
  }

  private static String checkSum(ConvergenceMap map) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * map.pixels().length);
    bytes.asFloatBuffer().put(map.pixels());
    CRC32 sum = new CRC32();
    sum.update(bytes.array());
    return Long.toHexString(sum.getValue());
  }

  /** Order of use, other maps before, and other instances play no part. */
  @ParameterizedTest
  @EnumSource(FieldKind.class)
  void aMapDependsOnItsRecipeAlone(FieldKind kind) {
    Observation observation = Observation.ideal(MAP).withNoise(new ShapeNoise(30, 0.26));
    MapSimulator one = simulator(kind, observation);
    one.simulate(3, 9);
    float[] first = one.simulate(3, 4).pixels();
    assertArrayEquals(first, simulator(kind, observation).simulate(3, 4).pixels());
    assertFalse(Arrays.equals(first, one.simulate(3, 5).pixels()));
    assertFalse(Arrays.equals(first, one.simulate(4, 4).pixels()));
  }

  /** Spectrum to 3 %, skewness (v + 3) sqrt(v) of the pixels to 5 %, nothing below -lambda. */
  @Test
  void lognormalMapsHaveTheirSpectrumAndSkewness() {
    MapSimulator simulator = simulator(FieldKind.LOGNORMAL, Observation.ideal(MAP));
    MultipoleBins bins = new MultipoleBins(200, 3000, 6);
    PowerEstimator estimator = new PowerEstimator(MAP, bins);
    int maps = 1500;
    double[] mean = new double[6];
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    float least = 0;
    for (int i = 0; i < maps; i++) {
      ConvergenceMap map = simulator.simulate(11, i);
      double[] power = estimator.estimate(map);
      for (int bin = 0; bin < 6; bin++) {
        mean[bin] += power[bin] / maps;
      }
      for (float pixel : map.pixels()) {
        least = Math.min(least, pixel);
        sum1 += pixel;
        sum2 += (double) pixel * pixel;
        sum3 += (double) pixel * pixel * pixel;
      }
    }
    double[] expected = expectedInBins(MAP, bins);
    for (int bin = 0; bin < 6; bin++) {
      assertEquals(1, mean[bin] / expected[bin], 0.03, "bin " + bin);
    }
    double count = (double) maps * MAP.size();
    double m = sum1 / count;
    double variance = sum2 / count - m * m;
    double third = sum3 / count - 3 * m * sum2 / count + 2 * m * m * m;
    double v = variance / (SHIFT * SHIFT);
    double formula = (v + 3) * Math.sqrt(v);
    assertEquals(1, third / Math.pow(variance, 1.5) / formula, 0.05);
    assertTrue(least > -SHIFT, "least " + least);
    assertEquals(0, m, 4 * Math.sqrt(SPECTRUM.at(50) / maps) / MAP.side());
  }

  /** Shape noise alone is white with sigma_1/sqrt(n A); 0.2005 on MassiveNuS pixels at n = 10. */
  @Test
  void shapeNoiseHasItsLevel() {
    MapGeometry massiveNus = new MapGeometry(3.5, 512);
    assertEquals(0.2005, new ShapeNoise(10, 0.26).pixelSigma(massiveNus), 1e-4);
    AngularSpectrum nothing = l -> 1e-30;
    Observation observation = Observation.ideal(massiveNus).withNoise(new ShapeNoise(30, 0.26));
    MapSimulator simulator = new MapSimulator(nothing, FieldKind.GAUSSIAN, SHIFT, observation);
    double variance = MapStatistics.variance(simulator.simulate(5, 0));
    // 512^2 pixels: 1/sqrt(2 x 262144) = 0.14 % of sigma
    assertEquals(0.1157, Math.sqrt(variance), 0.01 * 0.1157);
    Observation smooth = observation.withSmoothing(1);
    MapSimulator smoother = new MapSimulator(nothing, FieldKind.GAUSSIAN, SHIFT, smooth);
    double expected = 0.26 / Math.sqrt(4 * Math.PI * 30);
    // about 44100/(4 pi) independent cells: 1.2 %
    assertEquals(
        expected, Math.sqrt(MapStatistics.variance(smoother.simulate(5, 0))), 0.04 * expected);
  }

  @Test
  void theCutRemovesEveryModeBeyond() {
    Observation observation =
        Observation.ideal(MAP).withNoise(new ShapeNoise(30, 0.26)).withLargestMultipole(1000);
    ConvergenceMap map = simulator(FieldKind.GAUSSIAN, observation).simulate(1, 1);
    double[] power = new PowerEstimator(MAP, new MultipoleBins(500, 2000, 2)).estimate(map);
    assertTrue(power[1] < 1e-10 * power[0], Arrays.toString(power));
  }

  /** Scaled to another spectrum, the modes are those of a map of that spectrum. */
  @Test
  void scalingTakesTheTwoPointInformationOut() {
    AngularSpectrum other = l -> 0.8 * SPECTRUM.at(l);
    Observation observation = Observation.ideal(MAP);
    MapSimulator scaled =
        new MapSimulator(SPECTRUM, FieldKind.GAUSSIAN, SHIFT, observation, Optional.of(other));
    MapSimulator direct = new MapSimulator(other, FieldKind.GAUSSIAN, SHIFT, observation);
    float[] first = scaled.simulate(2, 3).pixels();
    float[] second = direct.simulate(2, 3).pixels();
    for (int i = 0; i < first.length; i++) {
      assertEquals(second[i], first[i], 1e-7);
    }
  }

  /** Cut from a field three times as wide, opposite borders are no longer neighbours. */
  @Test
  void aCutMapIsNotPeriodic() {
    Observation periodic = Observation.ideal(MAP).withSmoothing(5);
    double[] jump = new double[2];
    Observation[] observations = {periodic, periodic.withMargin(3)};
    for (int o = 0; o < 2; o++) {
      MapSimulator simulator = simulator(FieldKind.GAUSSIAN, observations[o]);
      for (int map = 0; map < 20; map++) {
        float[] pixels = simulator.simulate(1, map).pixels();
        for (int row = 0; row < 64; row++) {
          jump[o] += Math.abs(pixels[row * 64] - pixels[row * 64 + 63]);
        }
      }
    }
    assertTrue(jump[1] > 5 * jump[0], Arrays.toString(jump));
  }

  /** sigma of Gaussian maps from our own spectra; the table has CAMB's: 0.1 % of the rms. */
  @Test
  void smoothedVariancesAgreeWithTheTable() {
    MapGeometry geometry = new MapGeometry(3.5, 512);
    double[] sources = {0.5, 1, 1.5, 2, 2.5};
    int compared = 0;
    for (String line : ReferenceTable.lines("cosmology/kappa_cl/kappa_sigma_gaussian.txt")) {
      String[] words = line.split(" ");
      boolean ours = line.startsWith("0 as") || line.startsWith("0.1 as");
      if (!ours || Arrays.binarySearch(sources, Double.parseDouble(words[2])) < 0) {
        continue;
      }
      AngularSpectrum spectrum =
          SharedSpectra.plane(
              ReferenceCosmology.withMass(Double.parseDouble(words[0])),
              NonlinearModel.HMCODE,
              Double.parseDouble(words[2]));
      for (int column = 0; column < 3; column++) {
        double expected = Double.parseDouble(words[3 + column]);
        double sigma = Math.sqrt(SmoothedVariance.of(spectrum, geometry, column, 1e4));
        assertEquals(expected, sigma, 1e-3 * expected, line);
        compared++;
      }
    }
    assertEquals(30, compared);
  }

  /**
   * Measured on the maps of the MassiveNuS simulations, 5 arcmin. They are cut from a wider sky and
   * their filter loses 2 % of the rms at the border: 5 %, and 0.5 % for the ratio of the masses.
   */
  @Test
  void smoothedVarianceAgreesWithSimulations() {
    MapGeometry geometry = new MapGeometry(3.5, 512);
    double[] sources = {0.5, 1, 1.5, 2, 2.5};
    double[] massless = {0.00368035, 0.00697669, 0.00962323, 0.01175002, 0.01347936};
    double[] massive = {0.00356207, 0.0067694, 0.00935179, 0.01143028, 0.01312191};
    for (int i = 0; i < sources.length; i++) {
      double light = sigma(0, sources[i], geometry);
      double heavy = sigma(0.1, sources[i], geometry);
      assertEquals(massless[i], light, 0.05 * massless[i], "z_s = " + sources[i]);
      assertEquals(massive[i] / massless[i], heavy / light, 5e-3, "z_s = " + sources[i]);
    }
  }

  private static double sigma(double mass, double z, MapGeometry geometry) {
    AngularSpectrum spectrum =
        SharedSpectra.plane(ReferenceCosmology.massiveNus(mass), NonlinearModel.HALOFIT, z);
    return Math.sqrt(SmoothedVariance.of(spectrum, geometry, 5, 1e4));
  }

  /** GLASS prints these for z = 0.5 to 2.5. */
  @Test
  void lognormalShiftsAreThoseOfGlass() {
    double[] expected = {0.01030, 0.02975, 0.05388, 0.07920, 0.10320};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], LognormalShift.at(0.5 + 0.5 * i), 6e-6);
    }
  }

  @Test
  void badRequestsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MapGeometry(3.5, 4));
    assertThrows(IllegalArgumentException.class, () -> new MapGeometry(Double.NaN, 64));
    assertThrows(IllegalArgumentException.class, () -> new ShapeNoise(0, 0.26));
    assertThrows(
        IllegalArgumentException.class, () -> Observation.ideal(MAP).withLargestMultipole(10));
    assertThrows(IllegalArgumentException.class, () -> Observation.ideal(MAP).withMargin(9));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MapSimulator(SPECTRUM, FieldKind.LOGNORMAL, -1, Observation.ideal(MAP)));
    assertTrue(error.getMessage().contains("-1.0"), error.getMessage());
  }
}
