package nustream.learning.tuning.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import nustream.learning.tuning.Studies;
import nustream.learning.tuning.Study;
import nustream.learning.tuning.Trial;
import nustream.learning.tuning.TrialPrunedException;
import nustream.learning.tuning.pruning.PercentilePruner;
import nustream.learning.tuning.sampling.RandomSampler;
import nustream.learning.tuning.trial.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningReportTest {
  @TempDir Path folder;

  /**
   * f = 3 u + c with u uniform and c = 0 or 1: variances 9/12 and 1/4, so shares 0.75 and 0.25. A
   * forest of 200 trials is within 0.05 of it.
   */
  @Test
  void importanceIsTheShareOfTheVariance() throws Exception {
    try (Study study = Studies.inMemory(new RandomSampler(2))) {
      study.optimize(
          trial -> {
            trial.suggestFloat("idle", 0, 1);
            double u = Math.log10(trial.suggestLogFloat("rate", 1, 10));
            String kind = trial.suggestCategorical("kind", List.of("low", "high"));
            return 3 * u + (kind.equals("high") ? 1 : 0);
          },
          200);
      Map<String, Double> importance = ParameterImportance.of(study.snapshot(), 1);
      assertEquals(List.of("rate", "kind", "idle"), List.copyOf(importance.keySet()));
      assertEquals(0.75, importance.get("rate"), 0.05);
      assertEquals(0.25, importance.get("kind"), 0.05);
      assertEquals(0, importance.get("idle"), 0.05);
    }
  }

  /** f = x y on [-1, 1]^2 has no first-order part: neither parameter does anything alone. */
  @Test
  void whatParametersDoTogetherIsNotCounted() throws Exception {
    try (Study study = Studies.inMemory(new RandomSampler(3))) {
      study.optimize(trial -> trial.suggestFloat("x", -1, 1) * trial.suggestFloat("y", -1, 1), 200);
      Map<String, Double> importance = ParameterImportance.of(study.snapshot(), 1);
      double sum = importance.values().stream().mapToDouble(share -> share).sum();
      assertTrue(sum < 0.25, "first-order shares " + importance);
    }
  }

  private static double objective(Trial trial) {
    double x = trial.suggestFloat("x", 0, 1);
    String kind = trial.suggestCategorical("kind", List.of("plain", "with, comma"));
    trial.report(x, 3);
    if (trial.shouldPrune()) {
      throw new TrialPrunedException("worse than the median");
    }
    return x + (kind.equals("plain") ? 0.1 : 0);
  }

  @Test
  void theReportTellsEveryTrial() throws Exception {
    try (Study study =
        Studies.inMemory(Direction.MINIMIZE, new RandomSampler(4), PercentilePruner.median())) {
      study.optimize(TuningReportTest::objective, 40);
      List<Path> files = new TuningReport(study.snapshot()).write(folder);

      assertEquals(
          List.of("history.csv", "report.md", "history.png", "importance.png"),
          files.stream().map(file -> file.getFileName().toString()).toList());
      List<String> rows = Files.readAllLines(folder.resolve("history.csv"));
      assertEquals("number,state,value,last_step,seconds,kind,x", rows.get(0));
      assertEquals(41, rows.size());
      assertTrue(rows.stream().anyMatch(row -> row.contains(",PRUNED,") && row.contains(",3,")));
      assertTrue(rows.stream().anyMatch(row -> row.contains("\"with, comma\"")));
      String report = Files.readString(folder.resolve("report.md"));
      int best = study.best().orElseThrow().number();
      assertTrue(report.contains("Best trial: " + best), report);
      BufferedImage picture = ImageIO.read(folder.resolve("history.png").toFile());
      assertEquals(1000, picture.getWidth());
      assertTrue(ImageIO.read(folder.resolve("importance.png").toFile()).getHeight() > 0);
    }
  }

  @Test
  void aStudyWithoutTrialsHasAReport() throws Exception {
    try (Study study = Studies.inMemory(new RandomSampler(4))) {
      List<Path> files = new TuningReport(study.snapshot()).write(folder);
      assertEquals(2, files.size());
      assertEquals("number,state,value,last_step,seconds\n", Files.readString(files.get(0)));
      String report = Files.readString(files.get(1));
      assertTrue(report.contains("at least 10 complete trials"), report);
    }
  }
}
