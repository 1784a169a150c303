package nustream.classifier.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nustream.classifier.training.SmallTask;
import nustream.classifier.training.Stopping;
import nustream.learning.tuning.StudySettings;
import nustream.learning.tuning.Trial;
import nustream.learning.tuning.pruning.PercentilePruner;
import nustream.learning.tuning.sampling.TpeSampler;
import nustream.learning.tuning.sampling.TpeSettings;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.Parameter;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTuningTest {
  @TempDir Path folder;

  /** Two validations of a few steps each; nothing is learnt well. */
  private ClassifierTuning tuning(Path place) {
    return new ClassifierTuning(
        new SearchSpace(SmallTask.settings(1, false, new Stopping(4, 2, 32, 64, 5)), 4),
        SmallTask.maps(1),
        place);
  }

  private static StudySettings settings() {
    return new StudySettings(
        "small",
        Direction.MINIMIZE,
        new TpeSampler(new TpeSettings(3, 24, true, 1)),
        new PercentilePruner(50, 3, 0, 1, 1));
  }

  private static List<Map<String, Parameter>> parameters(StudySnapshot study) {
    return study.trials().stream().map(TrialRecord::parameters).toList();
  }

  @Test
  void aStudyIsRunReportedAndResumed() throws IOException, InterruptedException {
    List<Integer> ended = new ArrayList<>();
    StudySnapshot whole =
        tuning(folder.resolve("whole")).run(settings(), 6, t -> ended.add(t.number()));
    assertEquals(List.of(0, 1, 2, 3, 4, 5), ended);
    assertEquals(6, whole.trials(TrialState.COMPLETE, TrialState.PRUNED).size());
    TrialRecord best = whole.best().orElseThrow();
    assertTrue(best.value().getAsDouble() < Math.log(2), "worse than guessing: " + best.value());
    assertEquals(2, best.lastStep().getAsInt());
    assertTrue(best.userAttributes().containsKey("accuracy"));
    Path report = folder.resolve("whole/report");
    assertEquals(7, Files.readAllLines(report.resolve("history.csv")).size());
    assertTrue(Files.size(report.resolve("history.png")) > 1000);

    Path halves = folder.resolve("halves");
    tuning(halves).run(settings(), 4, trial -> {});
    StudySnapshot resumed = tuning(halves).run(settings(), 6, trial -> {});
    assertEquals(parameters(whole), parameters(resumed));
  }

  @Test
  void aTrialThatBreaksFailsAndTheStudyGoesOn() throws IOException, InterruptedException {
    ClassifierTuning.Progress broken =
        (Trial trial) -> {
          throw new IllegalArgumentException("told to break");
        };
    assertThrows(IllegalArgumentException.class, () -> tuning(folder).run(settings(), 2, broken));
    StudySnapshot done = tuning(folder).run(settings(), 1, trial -> {});
    assertEquals(TrialState.FAIL, done.trials().get(0).state());
    assertEquals(1, done.trials(TrialState.COMPLETE).size());
  }

  @Test
  void levelsFitTheMap() {
    SearchSpace space =
        new SearchSpace(SmallTask.settings(1, false, new Stopping(4, 2, 32, 64, 5)), 4);
    assertEquals(4, space.mostLevels()); // 32, 16, 8, 4 pixels
    assertThrows(IllegalArgumentException.class, () -> new SearchSpace(space.base(), 1));
  }
}
