package nustream.sampler.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nustream.learning.torch.HostTensor;
import nustream.sampler.model.DenoiserNetwork;
import nustream.sampler.model.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeesawTrainingTest {
  private static final long TOTAL = 40;

  @TempDir Path folder;

  private static TrainingSettings tiny(long seed) {
    return new TrainingSettings(
        new DenoiserNetwork(Variant.INFORMED, 16, 1),
        1,
        seed,
        64,
        1e-3,
        0.99,
        new BatchMixture(0.1, 0.1, 0, 0.1),
        0.4,
        PointPools.CHUNKS,
        PointPools.CHUNKS,
        1);
  }

  /** Stops a training like a kill right after a checkpoint. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aTrainingStoppedInTheMiddleEndsWithTheSameWeights()
      throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    Map<String, HostTensor> undisturbed =
        SeesawTraining.fresh(tiny(1), whole).run(TOTAL, 1e9, TrainingProgress.NONE);

    Path halves = folder.resolve("halves");
    SeesawTraining first = SeesawTraining.fresh(tiny(1), halves);
    TrainingProgress stopAfter20 =
        (step, total, loss, rate) -> {
          if (step > 20) {
            throw new Stopped();
          }
        };
    assertThrows(Stopped.class, () -> first.run(TOTAL, 0, stopAfter20));
    assertEquals(TOTAL, first.plannedSteps().getAsLong());

    Map<String, HostTensor> resumed =
        SeesawTraining.fresh(tiny(1), halves).run(TOTAL, 1e9, TrainingProgress.NONE);
    for (String name : undisturbed.keySet()) {
      assertArrayEquals(undisturbed.get(name).values(), resumed.get(name).values(), name);
    }
    assertTrue(Files.exists(halves.resolve("training.png")));
    assertTrue(Files.readString(halves.resolve("training.csv")).startsWith("step,loss,"));
  }

  @Test
  void aFolderOfAnotherTrainingIsRefused() throws IOException, InterruptedException {
    SeesawTraining.fresh(tiny(1), folder).run(2, 1e9, TrainingProgress.NONE);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> SeesawTraining.fresh(tiny(2), folder).run(2, 1e9, TrainingProgress.NONE));
    assertTrue(refused.getMessage().contains("seed = 1"), refused.getMessage());
  }

  @Test
  void settingsSurviveTheirDescription() {
    assertEquals(tiny(3), TrainingSettings.read(tiny(3).describe()));
  }
}
