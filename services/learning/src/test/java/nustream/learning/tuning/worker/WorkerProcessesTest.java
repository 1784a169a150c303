package nustream.learning.tuning.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nustream.learning.tuning.TuningJournal;
import nustream.learning.tuning.TuningParent;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes of their own, on an objective that takes no time. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class WorkerProcessesTest {
  private static final long WAIT_SECONDS = 300;

  @TempDir Path folder;

  private Process parent(Path journal, int trials, int hanging, int workers) throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            TuningParent.class.getName(),
            journal.toString(),
            String.valueOf(trials),
            String.valueOf(hanging),
            String.valueOf(workers))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitThat(String what, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(50);
    }
  }

  private static String ended(Process process) throws Exception {
    assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS), "the parent did not end");
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /**
   * One worker is killed in a trial: another one does it again. Then the parent is killed in the
   * same way: its workers end with it, and the study goes on when it is started again.
   */
  @Test
  void trialsSurviveTheDeathOfWorkersAndOfTheirParent() throws Exception {
    Path journal = folder.resolve("journal.log");
    Process first = parent(journal, 12, 5, 2);
    try {
      // All trials but the hanging one are done by the other worker, which ends then.
      awaitThat("no worker hangs", () -> TuningJournal.states(journal, TrialState.COMPLETE) == 11);
      awaitThat("the other worker goes on", () -> first.descendants().count() == 1);
      ProcessHandle hanging = first.descendants().findFirst().orElseThrow();
      assertTrue(first.isAlive());
      first.destroyForcibly();
      assertTrue(first.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
      awaitThat("an orphan lives on", () -> !hanging.isAlive());
    } finally {
      first.descendants().forEach(ProcessHandle::destroyForcibly);
      first.destroyForcibly();
    }

    Process second = parent(journal, 20, -1, 2);
    try {
      assertEquals("[0, 0]", ended(second));
    } finally {
      second.destroyForcibly();
    }
    StudySnapshot study = TuningJournal.snapshot(journal).orElseThrow();
    assertEquals(20, study.trials(TrialState.COMPLETE).size());
    assertEquals(
        List.of(5), study.trials(TrialState.FAIL).stream().map(trial -> trial.number()).toList());
    assertEquals(
        study.trials().get(5).parameters().get("x"),
        study.trials().stream()
            .filter(trial -> trial.systemAttributes().containsKey("failed_trial"))
            .findFirst()
            .orElseThrow()
            .parameters()
            .get("x"));
    assertFalse(Files.exists(folder.resolve("journal.log.lock")));
  }

  @Test
  void theNumberOfWorkersIsBounded() {
    for (int workers : new int[] {0, 65}) {
      var refused =
          assertThrows(
              IllegalArgumentException.class, () -> WorkerProcesses.run(List.of("none"), workers));
      assertEquals("workers = " + workers + ", allowed 1 to 64", refused.getMessage());
    }
  }

  @Test
  void aProgramIsStartedAgainWithItsOwnJvmAndClasses() {
    List<String> command = WorkerProcesses.again(List.of("tune", "--out", "a b"));
    assertEquals(ProcessHandle.current().info().command().orElseThrow(), command.get(0));
    assertEquals(
        List.of("tune", "--out", "a b"), command.subList(command.size() - 3, command.size()));
    assertTrue(command.contains(System.getProperty("java.class.path")));
  }
}
