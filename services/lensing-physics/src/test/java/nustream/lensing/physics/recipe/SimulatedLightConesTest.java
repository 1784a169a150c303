package nustream.lensing.physics.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.SharedTransfers;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;

class SimulatedLightConesTest {
  /** Boxes of 16^3 particles: rough, but the same code. */
  private static final int PARTICLES = 16;

  private final LightCones lightCones = lightCones();

  private static LightCones lightCones() {
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
