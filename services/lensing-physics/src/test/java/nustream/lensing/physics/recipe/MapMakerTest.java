package nustream.lensing.physics.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nustream.lensing.physics.SharedTransfers;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.FieldKind;
import nustream.lensing.physics.field.LognormalShift;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapMakerTest {
  private static final Cosmology MASSLESS = Cosmology.massiveNusFiducial();
  private static final Cosmology MASSIVE = MASSLESS.withSumMassesEv(0.1);
  private static final Observation OBSERVATION =
      Observation.ideal(new MapGeometry(3.5, 32)).withNoise(new ShapeNoise(30, 0.3));
  private static final MapSeries SERIES =
      new MapSeries(
          List.of(MASSLESS, MASSIVE), 1, OBSERVATION, MapKind.GAUSSIAN, NonlinearModel.HALOFIT, 7);

  private static Spectra spectra() {
    return new Spectra(SharedTransfers::ofCosmology);
  }

  @Test
  void consecutiveMapsAreOneOfEachClassWithEqualIndex() {
    assertEquals(0, SERIES.label(0));
    assertEquals(1, SERIES.label(1));
    assertEquals(0, SERIES.label(4));
    assertEquals(2, SERIES.index(4));
    assertEquals(2, SERIES.index(5));
    assertEquals(MASSIVE, SERIES.recipe(5).cosmology());
    assertEquals(2, SERIES.recipe(5).index());
    assertEquals(7, SERIES.recipe(5).seed());
    assertThrows(IllegalArgumentException.class, () -> SERIES.recipe(-1));
  }

  /** The recipe's map is that of the simulator with the spectrum of the recipe's cosmology. */
  @Test
  void aMapIsThatOfItsCosmology() {
    Spectra spectra = spectra();
    Recipe recipe =
        new Recipe(
            MASSIVE,
            1.5,
            OBSERVATION,
            MapKind.LOGNORMAL,
            NonlinearModel.HALOFIT,
            3,
            4,
            MapSimulator.GENERATOR_VERSION,
            Optional.of(MASSLESS));
    float[] expected =
        new MapSimulator(
                spectra.of(MASSIVE, recipe.sources(), NonlinearModel.HALOFIT),
                FieldKind.LOGNORMAL,
                LognormalShift.at(1.5),
                OBSERVATION,
                Optional.of(spectra.of(MASSLESS, recipe.sources(), NonlinearModel.HALOFIT)))
            .simulate(3, 4)
            .pixels();
    assertArrayEquals(expected, new MapMaker(spectra).make(recipe).pixels());
  }

  /** In any order, on several threads, kept or set up anew: the same bytes. */
  @Test
  void theSameRecipeGivesTheSameBytes() throws Exception {
    List<float[]> expected = new ArrayList<>();
    MapMaker keepsNothing = new MapMaker(spectra(), LightCones.NONE, 0);
    for (int i = 0; i < 8; i++) {
      expected.add(keepsNothing.make(SERIES.recipe(i)).pixels());
    }
    assertFalse(Arrays.equals(expected.get(0), expected.get(1)), "the classes differ");
    assertFalse(Arrays.equals(expected.get(0), expected.get(2)), "the draws differ");

    MapMaker maker = new MapMaker(spectra());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<ConvergenceMap>> made = new ArrayList<>();
      for (int repeat = 0; repeat < 5; repeat++) {
        for (int i = 7; i >= 0; i--) {
          Recipe recipe = SERIES.recipe(i);
          made.add(threads.submit(() -> maker.make(recipe)));
        }
      }
      for (int i = 0; i < made.size(); i++) {
        assertArrayEquals(expected.get(7 - i % 8), made.get(i).get().pixels());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(2, maker.spectra().computed());
  }

  /** Transfer functions solved by one process are read by the next, to the last bit. */
  @Test
  void keptTransfersGiveTheSameSpectra(@TempDir Path folder) {
    double first = at1000(Spectra.cachedIn(folder, 2));
    assertEquals(1, folder.toFile().list().length);
    assertEquals(first, at1000(Spectra.cachedIn(folder, 1)));
  }

  private static double at1000(Spectra spectra) {
    return spectra.of(MASSLESS, SERIES.recipe(0).sources(), NonlinearModel.LINEAR).at(1000);
  }

  /** Table of lensing.md 4.3, l < 5000, n = 30, sigma 0.26: CAMB's halofit; 1 % of d'. */
  @Test
  void theBoundIsThatOfTheTable() {
    Observation observation =
        Observation.ideal(new MapGeometry(3.5, 256))
            .withNoise(new ShapeNoise(30, 0.26))
            .withLargestMultipole(5000);
    GaussianBound bound =
        DetectionBound.againstMassless(spectra(), MASSIVE, 1, observation, NonlinearModel.HALOFIT);
    assertEquals(1.456, bound.dPrime(), 0.015);
    assertEquals(0.767, bound.accuracy(), 0.003);
  }

  @Test
  void whatCannotBeMadeIsRefusedWithItsValue() {
    MapMaker maker = new MapMaker(spectra());
    Recipe good = SERIES.recipe(0);
    assertRefused("version = 9", () -> maker.make(withVersion(good, 9)));
    assertRefused("LIGHTCONE", () -> maker.check(withKind(good, MapKind.LIGHTCONE)));
    assertRefused("LIGHTCONE", () -> withKind(good.withTwoPointOf(MASSIVE), MapKind.LIGHTCONE));
    assertRefused("index = -1", () -> good.withIndex(-1));
    Observation fine = Observation.ideal(new MapGeometry(3.5, 4096));
    assertRefused("pixel side = 0.0513", () -> withObservation(good, fine));
    Observation wide = Observation.ideal(new MapGeometry(20, 32)).withMargin(2);
    assertRefused("40.0 deg", () -> withObservation(good, wide));
  }

  private static void assertRefused(String part, org.junit.jupiter.api.function.Executable step) {
    var error = assertThrows(IllegalArgumentException.class, step);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  private static Recipe withVersion(Recipe r, int version) {
    return new Recipe(
        r.cosmology(),
        r.sourceRedshift(),
        r.observation(),
        r.kind(),
        r.nonlinear(),
        r.seed(),
        r.index(),
        version,
        r.twoPointOf());
  }

  private static Recipe withKind(Recipe r, MapKind kind) {
    return new Recipe(
        r.cosmology(),
        r.sourceRedshift(),
        r.observation(),
        kind,
        r.nonlinear(),
        r.seed(),
        r.index(),
        r.generatorVersion(),
        r.twoPointOf());
  }

  private static Recipe withObservation(Recipe r, Observation observation) {
    return new Recipe(
        r.cosmology(),
        r.sourceRedshift(),
        observation,
        r.kind(),
        r.nonlinear(),
        r.seed(),
        r.index(),
        r.generatorVersion(),
        r.twoPointOf());
  }
}
