package nustream.learning.tuning.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
  @TempDir Path folder;
  private Path file;
  private final Operations operations = new Operations("nustream-test");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("journal.log");
  }

  private void append(JournalFile journal, List<ObjectNode> lines) throws IOException {
    journal.exclusively(
        () -> {
          journal.readNew();
          journal.append(lines);
          return null;
        });
  }

  private StudySnapshot replayed(String study) throws IOException {
    JournalReplay replay = new JournalReplay();
    replay.apply(new JournalFile(file).readNew());
    return replay.snapshot(replay.studyId(study).orElseThrow());
  }

  /** The file was written by Optuna 5.0.0; the expected numbers are what its study said. */
  @Test
  void readsWhatOptunaWrote() throws IOException {
    try (var reference =
        getClass().getResourceAsStream("/nustream/learning/tuning/optuna-5.0.0-journal.jsonl")) {
      Files.copy(reference, file);
    }

    StudySnapshot study = replayed("reference");

    assertEquals(Direction.MINIMIZE, study.direction());
    assertEquals(15, study.trials().size());
    assertEquals(4, study.trials(TrialState.COMPLETE).size());
    assertEquals(9, study.trials(TrialState.PRUNED).size());
    assertEquals(List.of(6), numbers(study.trials(TrialState.FAIL)));
    assertEquals(List.of(14), numbers(study.trials(TrialState.RUNNING)));
    assertEquals(0, study.best().orElseThrow().number());
    assertEquals(OptionalDouble.of(0.449787068367864), study.best().orElseThrow().value());
    TrialRecord third = study.trials().get(3);
    assertEquals(Map.of(0, 1.656732155827776, 3, 0.7065192241956401), firstAndLast(third));
    assertEquals(
        List.of("rate", "depth", "width", "pooling", "dropout"),
        List.copyOf(third.parameters().keySet()));
    assertEquals(0.0005778496714475312, third.parameters().get("rate").value());
    assertEquals(2, third.parameters().get("depth").value());
    assertEquals(24, third.parameters().get("width").value());
    assertEquals(1.5, third.parameters().get("pooling").value());
    assertEquals(0.4, third.parameters().get("dropout").value());
    assertEquals(null, study.trials().get(8).parameters().get("pooling").value());
    assertEquals(true, study.trials().get(7).parameters().get("pooling").value());
    assertEquals(
        new FloatDistribution(1e-5, 1e-1, true, 0), third.parameters().get("rate").distribution());
    assertEquals(
        new IntDistribution(2, 8, false, 2), third.parameters().get("depth").distribution());
    assertEquals(
        new IntDistribution(8, 64, true, 1), third.parameters().get("width").distribution());
    assertEquals(
        new FloatDistribution(0, 0.5, false, 0.1),
        third.parameters().get("dropout").distribution());
  }

  private static Map<Integer, Double> firstAndLast(TrialRecord trial) {
    return Map.of(
        trial.reports().firstKey(), trial.reports().firstEntry().getValue(),
        trial.reports().lastKey(), trial.reports().lastEntry().getValue());
  }

  private static List<Integer> numbers(List<TrialRecord> trials) {
    return trials.stream().map(TrialRecord::number).toList();
  }

  @Test
  void distributionsSurviveTheirText() throws IOException {
    for (var distribution :
        List.of(
            new FloatDistribution(1e-5, 1e-1, true, 0),
            new FloatDistribution(0, 0.55, false, 0.1),
            new IntDistribution(1, 9, false, 3),
            new CategoricalDistribution(Arrays.asList("a \"b\"", null, true, 2, 1.5)))) {
      assertEquals(distribution, JournalJson.readDistribution(JournalJson.write(distribution)));
    }
  }

  @Test
  void aReportThatIsNotANumberIsWrittenAsPythonReadsIt() throws IOException {
    JournalFile journal = new JournalFile(file);
    append(journal, List.of(operations.report(0, 1, Double.NaN)));

    String line = Files.readString(file);
    assertTrue(line.contains("\"intermediate_value\":NaN"), line);
    assertTrue(
        Double.isNaN(
            new JournalFile(file).readNew().get(0).path("intermediate_value").doubleValue()));
  }

  @Test
  void aLineThatWasCutByAKillIsRemovedByTheNextWriter() throws IOException {
    append(new JournalFile(file), List.of(operations.createStudy("a", Direction.MINIMIZE)));
    String whole = Files.readString(file);
    Files.writeString(file, "{\"op_code\":4,\"work", StandardOpenOption.APPEND);

    JournalFile journal = new JournalFile(file);
    assertEquals(1, journal.readNew().size());
    append(journal, List.of(operations.createStudy("b", Direction.MAXIMIZE)));

    assertTrue(Files.readString(file).startsWith(whole + "{\"op_code\":0"), "piece left");
    assertEquals(Direction.MAXIMIZE, replayed("b").direction());
  }

  @Test
  void aLastLineOfZerosIsSurvived() throws IOException {
    append(new JournalFile(file), List.of(operations.createStudy("a", Direction.MINIMIZE)));
    Files.write(file, new byte[] {0, 0, 0, 0, '\n'}, StandardOpenOption.APPEND);

    JournalFile journal = new JournalFile(file);
    append(journal, List.of(operations.createStudy("b", Direction.MAXIMIZE)));

    assertEquals(2, new JournalFile(file).readNew().size());
  }

  @Test
  void aDamagedLineInTheMiddleIsNamed() throws IOException {
    JournalFile journal = new JournalFile(file);
    append(journal, List.of(operations.createStudy("a", Direction.MINIMIZE)));
    String line = Files.readString(file);
    Files.writeString(file, line + "{\"op_\n" + line, UTF_8);

    CorruptJournalException refused =
        assertThrows(CorruptJournalException.class, () -> new JournalFile(file).readNew());
    assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
  }

  @Test
  void aWriterThatReadNothingLosesNothing() throws IOException {
    append(new JournalFile(file), List.of(operations.createStudy("a", Direction.MINIMIZE)));
    JournalFile late = new JournalFile(file);
    assertThrows(
        IllegalStateException.class,
        () ->
            late.exclusively(
                () -> {
                  late.append(List.of(operations.createStudy("b", Direction.MINIMIZE)));
                  return null;
                }));
    assertEquals(1, new JournalFile(file).readNew().size());
  }

  @Test
  void appendsOfManyWorkersDoNotMix() throws Exception {
    int workers = 4;
    int each = 50;
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Void>> done =
          pool.invokeAll(
              Collections.nCopies(
                  workers,
                  () -> {
                    JournalFile journal = new JournalFile(file);
                    for (int i = 0; i < each; i++) {
                      append(journal, List.of(operations.report(0, i, 0.5)));
                    }
                    return null;
                  }));
      for (Future<Void> worker : done) {
        worker.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(workers * each, new JournalFile(file).readNew().size());
    assertFalse(Files.exists(folder.resolve("journal.log.lock")));
  }

  /** A holder that is slower than the grace period, as on a busy machine, keeps the lock. */
  @Test
  void aSlowHolderIsWaitedFor() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    ExecutorService slow = Executors.newSingleThreadExecutor();
    try {
      Future<Void> first =
          slow.submit(
              () -> {
                JournalFile journal = new JournalFile(file, Duration.ofMillis(50));
                journal.exclusively(
                    () -> {
                      held.countDown();
                      sleep(600);
                      journal.readNew();
                      journal.append(List.of(operations.createStudy("a", Direction.MINIMIZE)));
                      return null;
                    });
                return null;
              });
      held.await();
      append(
          new JournalFile(file, Duration.ofMillis(50)),
          List.of(operations.createStudy("b", Direction.MINIMIZE)));
      first.get();
    } finally {
      slow.shutdownNow();
    }
    List<ObjectNode> all = new JournalFile(file).readNew();
    assertEquals(
        List.of("a", "b"), all.stream().map(line -> line.path("study_name").asText()).toList());
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void theLockOfAKilledHolderIsTakenAfterTheGracePeriod() throws IOException {
    Files.createSymbolicLink(folder.resolve("journal.log.lock"), file.getFileName());
    JournalFile journal = new JournalFile(file, Duration.ofMillis(200));

    append(journal, List.of(operations.createStudy("a", Direction.MINIMIZE)));

    assertEquals(1, new JournalFile(file).readNew().size());
  }

  @Test
  void aWorkerOfThisProcessLivesUntilItLeaves() throws Exception {
    JournalFile journal = new JournalFile(file);
    Set<String> workers = Set.of("nustream-one", "some-other-tool");
    AutoCloseable lease = journal.join("nustream-one");
    assertEquals(Set.of(), journal.dead(workers));
    lease.close();
    assertEquals(Set.of("nustream-one"), journal.dead(workers));
  }
}
