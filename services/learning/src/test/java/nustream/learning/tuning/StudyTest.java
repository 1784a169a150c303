package nustream.learning.tuning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nustream.learning.tuning.journal.JournalFile;
import nustream.learning.tuning.pruning.PercentilePruner;
import nustream.learning.tuning.pruning.Pruner;
import nustream.learning.tuning.sampling.RandomSampler;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.Parameter;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
  private static final long PROCESS_SECONDS = 300;

  @TempDir Path folder;

  private Process worker(Path journal, int trials, int hanging) throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            TuningWorker.class.getName(),
            journal.toString(),
            String.valueOf(trials),
            String.valueOf(hanging))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Map<String, Parameter> suggested(Study study) {
    Trial trial = study.ask();
    TuningWorker.objective(trial);
    return trial.record().parameters();
  }

  @Test
  void aResumedStudyGoesOnWithTheSameSuggestion() throws Exception {
    for (int trials : new int[] {3, 14}) { // random start-up, and TPE
      Path journal = folder.resolve("resumed" + trials + ".log");
      Path copy = folder.resolve("copy" + trials + ".log");
      Map<String, Parameter> uninterrupted;
      try (Study study = TuningWorker.open(journal)) {
        study.optimize(TuningWorker::objective, trials);
        Files.copy(journal, copy);
        uninterrupted = suggested(study);
      }
      try (Study study = TuningWorker.open(copy)) {
        assertEquals(uninterrupted, suggested(study));
      }
    }
  }

  @Test
  void aTrialOfAKilledWorkerIsBegunAgainWithTheSameParameters() throws Exception {
    for (int killed : new int[] {4, 13}) {
      Path journal = folder.resolve("killed" + killed + ".log");
      Process process = worker(journal, 100, killed);
      try (BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        assertEquals("waiting", out.readLine());
        process.destroyForcibly();
        assertTrue(process.waitFor(PROCESS_SECONDS, TimeUnit.SECONDS));
      } finally {
        process.destroyForcibly();
      }
      Map<String, Parameter> uninterrupted;
      try (Study whole = TuningWorker.open(folder.resolve("whole" + killed + ".log"))) {
        whole.optimize(TuningWorker::objective, killed);
        uninterrupted = suggested(whole);
      }

      try (Study resumed = TuningWorker.open(journal)) {
        assertEquals(uninterrupted, suggested(resumed));
        List<TrialRecord> trials = resumed.snapshot().trials();
        assertEquals(TrialState.FAIL, trials.get(killed).state());
        TrialRecord again = trials.get(killed + 1);
        assertEquals(killed, again.systemAttributes().get("failed_trial").intValue());
      }
    }
  }

  @Test
  void severalProcessesShareAJournal() throws Exception {
    Path journal = folder.resolve("shared.log");
    List<Process> workers = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        workers.add(worker(journal, 40, -1));
      }
      for (Process worker : workers) {
        assertTrue(worker.waitFor(PROCESS_SECONDS, TimeUnit.SECONDS), "a worker did not end");
        assertEquals(0, worker.exitValue());
      }
    } finally {
      workers.forEach(Process::destroyForcibly);
    }
    try (Study study = TuningWorker.open(journal)) {
      List<TrialRecord> trials = study.snapshot().trials();
      assertEquals(40, trials.size());
      assertEquals(
          IntStream.range(0, 40).boxed().toList(),
          trials.stream().map(TrialRecord::number).toList());
      assertEquals(40, study.snapshot().trials(TrialState.COMPLETE).size());
      Set<Object> different = new HashSet<>();
      trials.forEach(trial -> different.add(trial.parameters()));
      assertEquals(40, different.size(), "two workers ran the same trial");
    }
  }

  @Test
  void aTrialThatNeverEndsWellIsGivenUp() throws Exception {
    Path journal = folder.resolve("given-up.log");
    StudySettings settings =
        new StudySettings("study", Direction.MINIMIZE, new RandomSampler(1), Pruner.none(), 2);
    for (int attempt = 0; attempt < 3; attempt++) {
      Study study = Study.open(new JournalFile(journal), settings);
      study.ask();
      study.close(); // leaves with its trial running, as a dead worker does
    }
    try (Study study = Study.open(new JournalFile(journal), settings)) {
      Trial next = study.ask();
      assertEquals(3, next.number());
      assertTrue(next.record().systemAttributes().isEmpty(), "a fourth attempt");
      assertEquals(3, study.snapshot().trials(TrialState.FAIL).size());
    }
  }

  @Test
  void enqueuedParametersComeFirst() throws Exception {
    Study study = Studies.inMemory(new RandomSampler(1));
    study.enqueue(Map.of("x", 2.5, "kind", "b"));
    Trial trial = study.ask();
    assertEquals(2.5, trial.suggestFloat("x", 0, 10));
    assertEquals("b", trial.suggestCategorical("kind", List.of("a", "b")));
    study.tell(trial, 1);

    study.enqueue(Map.of("x", 99));
    Trial outside = study.ask();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> outside.suggestFloat("x", 0, 10));
    assertTrue(refused.getMessage().contains("99"), refused.getMessage());
  }

  @Test
  void theSameNameGivesTheSameValueWithinATrial() throws Exception {
    Study study = Studies.inMemory(new RandomSampler(1));
    Trial trial = study.ask();
    double x = trial.suggestFloat("x", 0, 1);
    assertEquals(x, trial.suggestFloat("x", 0, 1));
    assertThrows(IllegalArgumentException.class, () -> trial.suggestInt("x", 0, 1));
  }

  @Test
  void anEndedTrialIsClosed() throws Exception {
    Study study = Studies.inMemory(new RandomSampler(1));
    Trial trial = study.ask();
    study.tell(trial, 1);
    assertThrows(IllegalStateException.class, () -> study.tell(trial, 2));
    assertThrows(IllegalStateException.class, () -> trial.report(1, 0));
    assertThrows(IllegalArgumentException.class, () -> study.ask().report(1, -1));
  }

  @Test
  void objectivesEndTheirTrials() throws Exception {
    Study study =
        Studies.inMemory(
            Direction.MAXIMIZE, new RandomSampler(1), new PercentilePruner(50, 2, 0, 1, 1));
    Objective objective =
        trial -> {
          double value = trial.number() == 2 ? -1 : trial.number();
          trial.report(value, 0);
          if (trial.shouldPrune()) {
            throw new TrialPrunedException("not worth it");
          }
          return trial.number() == 3 ? Double.NaN : value;
        };
    study.optimize(objective, 4);
    assertEquals(
        List.of(
            TrialState.COMPLETE,
            TrialState.COMPLETE,
            TrialState.PRUNED,
            TrialState.FAIL,
            TrialState.COMPLETE),
        study.snapshot().trials().stream().map(TrialRecord::state).toList());
    assertEquals(-1, study.snapshot().trials().get(2).value().orElseThrow());
    assertEquals(4, study.best().orElseThrow().number());

    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                study.optimize(
                    trial -> {
                      throw new IllegalStateException("broken");
                    },
                    99));
    assertEquals("broken", thrown.getMessage());
    assertEquals(TrialState.FAIL, study.snapshot().trials().get(5).state());
  }

  @Test
  void aStudyKeepsItsDirection() throws Exception {
    Path journal = folder.resolve("direction.log");
    TuningWorker.open(journal).close();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Study.open(
                    new JournalFile(journal),
                    new StudySettings(
                        "shared", Direction.MAXIMIZE, new RandomSampler(1), Pruner.none())));
    assertTrue(refused.getMessage().contains("MINIMIZE"), refused.getMessage());
  }
}
