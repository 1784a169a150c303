package nustream.lensing.physics.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.SharedTransfers;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.lightcone.LightConeSettings;
import nustream.lensing.physics.lightcone.LightConeSimulator;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;

class SimulatedLightConesTest {
  /** Boxes of 16^3 particles: rough, but the same code. */
  private static final int PARTICLES = 16;

  private final SimulatedLightCones lightCones = lightCones();

  private static SimulatedLightCones lightCones() {
    return new SimulatedLightCones(SharedTransfers::power, PARTICLES, 2);
  }

  private static MapSeries series(double redshift) {
    var noisy = Observation.ideal(new MapGeometry(2, 16)).withNoise(new ShapeNoise(30, 0.3));
    return new MapSeries(
        List.of(ReferenceCosmology.massiveNus(0), ReferenceCosmology.massiveNus(0.4)),
        redshift,
        noisy,
        MapKind.LIGHTCONE,
        NonlinearModel.HMCODE,
        3);
  }

  @Test
  void theSameRecipeGivesTheSamePixelsWhateverWasMadeBefore() {
    MapSeries series = series(0.5);
    float[] first = lightCones.make(series.recipe(2)).pixels();
    lightCones.make(series.recipe(3));
    lightCones.make(series.recipe(2 * 24)); // of the next box
    assertArrayEquals(first, lightCones.make(series.recipe(2)).pixels());
    assertArrayEquals(first, lightCones().make(series.recipe(2)).pixels());
  }

  /** Threads that work through two boxes at the same time share them. */
  @Test
  void aBoxIsSimulatedOnceInWhateverOrderItsMapsAreMade() {
    MapSeries series = series(0.5);
    long universes = 2;
    List<float[]> made =
        LongStream.range(0, 48 * universes)
            .parallel()
            .mapToObj(number -> lightCones.make(series.recipe(number)).pixels())
            .toList();
    assertEquals(2 * universes, lightCones.simulated());

    // Taken at random places, by a simulator that makes one map after the other.
    var simulator =
        new LightConeSimulator(
            SharedTransfers.power(series.cosmologies().get(1)),
            LightConeSettings.of(series.observation(), series.sourceRedshift(), PARTICLES),
            1);
    for (int index : new int[] {0, 23, 24, 40}) {
      assertArrayEquals(simulator.map(series.seed(), index).pixels(), made.get(2 * index + 1));
    }
  }

  /** Who gets a map may write into it. */
  @Test
  void mapsAreGivenAway() {
    MapSeries series = series(0.5);
    float[] pixels = lightCones.make(series.recipe(0)).pixels();
    float[] before = pixels.clone();
    Arrays.fill(pixels, 0);
    assertArrayEquals(before, lightCones.make(series.recipe(0)).pixels());
  }

  /** 24 maps of 600^2 pixels are not kept: made one by one, from the last box. */
  @Test
  void largeMapsAreMadeOneByOne() {
    var large =
        new MapSeries(
            List.of(ReferenceCosmology.massiveNus(0)),
            0.5,
            Observation.ideal(new MapGeometry(2, 600)),
            MapKind.LIGHTCONE,
            NonlinearModel.HMCODE,
            3);
    float[] second = lightCones.make(large.recipe(1)).pixels();
    assertEquals(600 * 600, second.length);
    assertArrayEquals(second, lightCones.make(large.recipe(1)).pixels());
    assertEquals(0, lightCones.simulated());
  }

  /** Phases and noise are common: the difference is far below the scatter of a map. */
  @Test
  void universesShareTheirPhasesAndNoise() {
    MapSeries series = series(0.5);
    float[] massless = lightCones.make(series.recipe(0)).pixels();
    float[] massive = lightCones.make(series.recipe(1)).pixels();
    double difference = 0;
    double scatter = 0;
    for (int i = 0; i < massless.length; i++) {
      difference += Math.pow(massless[i] - massive[i], 2);
      scatter += Math.pow(massless[i], 2);
    }
    assertTrue(difference > 0);
    assertTrue(difference < 0.05 * scatter, difference + " of " + scatter);
  }

  @Test
  void refusesSourcesBeyondTheBoxes() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> lightCones.check(series(4).recipe(0)));
    assertTrue(refused.getMessage().contains("source redshift = 4.0"), refused.getMessage());
  }
}
