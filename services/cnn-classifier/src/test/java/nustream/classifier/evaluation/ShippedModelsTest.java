package nustream.classifier.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.ModelFile;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models that the service ships with, on maps that nobody has seen. */
class ShippedModelsTest {
  private static final ModelStore SHIPPED = ModelStore.open(Path.of("src/main/models"));

  private static final int MAPS_PER_CLASS = 200;
  private static final long FRESH_SEED = 77_001;

  /** All files together, cards included. */
  private static final long MOST_BYTES = 8L << 20;

  @TempDir Path cache;

  /** Each is what its card says and no better than possible, within three standard errors. */
  @Test
  void modelsAreWhatTheirCardsSay() {
    Spectra spectra = Spectra.cachedIn(cache, 2);
    assertFalse(SHIPPED.names().isEmpty());
    long bytes = 0;
    for (String name : SHIPPED.names()) {
      ModelRelease release = SHIPPED.load(name);
      bytes += release.card().sizeBytes();
      EvaluationReport report = judge(release, spectra);
      double promised = release.card().metrics().get("accuracy");
      double error =
          Math.hypot(
              Math.sqrt(promised * (1 - promised) / report.maps()),
              release.card().metrics().get("accuracy_error"));
      assertEquals(promised, report.accuracy(), 3 * error, name);
      assertEquals(
          release.card().metrics().get("optimal_accuracy"), report.optimalAccuracy(), 1e-3, name);
      if (ModelFile.task(release.card()).kind() == MapKind.GAUSSIAN) {
        double bound = report.optimalAccuracy();
        assertTrue(report.accuracy() < bound + 3 * error, name + " " + report.accuracy());
        assertTrue(promised > bound - 0.03, name + " " + promised);
      }
    }
    assertTrue(bytes < MOST_BYTES, bytes + " bytes of models");
  }

  private static EvaluationReport judge(ModelRelease release, Spectra spectra) {
    TaskUniverse universe = new TaskUniverse(ModelFile.task(release.card()), spectra);
    SimulatedMaps maps = new SimulatedMaps(universe, new MapMaker(spectra), FRESH_SEED);
    try (MapPredictor predictor = MapPredictor.open(release)) {
      return new Evaluator(universe, spectra, maps).judge(predictor, MAPS_PER_CLASS, 60, false);
    }
  }

  /** No path of the machine that made it is in a card. */
  @Test
  void cardsNameTheirCommandsAndNoFolders() {
    for (ModelRelease release : SHIPPED.list()) {
      String card = release.card().toJson();
      assertTrue(card.contains("java -jar quarkus-run.jar train"), release.name());
      assertFalse(card.contains("/home") || card.contains("/tmp"), release.name());
    }
  }
}
