package nustream.results.stream;

import static nustream.messaging.testing.Patience.await;
import static nustream.results.SampleBlocks.block;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nustream.broker.EmbeddedBroker;
import nustream.contracts.Topics;
import nustream.flavor.v1.SolutionBlock;
import nustream.lensing.v1.Classification;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.deadletters.DeadLetterCounter;
import nustream.messaging.deadletters.DeadLetters;
import nustream.messaging.errors.NustreamException;
import nustream.results.DeadLetterReader;
import nustream.results.ResultsConfig;
import nustream.results.ResultsConfigs;
import nustream.results.ResultsMetrics;
import nustream.results.SampleMaps;
import nustream.results.TopicWriter;
import nustream.results.store.ClassificationFilter;
import nustream.results.store.ClassificationWalk;
import nustream.results.store.Position;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.SolutionFilter;
import nustream.results.store.SolutionWalk;
import nustream.results.store.StoreSettings;
import nustream.results.store.StoredClassification;
import nustream.results.store.StoredSolution;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Taking in from a real broker, without the service around it. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class IntakeSessionTest {
  @TempDir static Path brokerFolder;
  private static EmbeddedBroker broker;
  private static TopicWriter topics;
  private static TopicLogs logs;
  private static DeadLetters deadLetters;

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  // Few records at a time, so that a test takes several transactions.
  private final ResultsConfig config =
      ResultsConfigs.with(Map.of("results.poll-records", "3", "results.transaction", "1"));

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.in(brokerFolder).start();
    topics = new TopicWriter(broker.bootstrapServers());
    logs = new TopicLogs(broker.bootstrapServers());
    deadLetters =
        new DeadLetters(
            broker.bootstrapServers(), new DeadLetterCounter(new SimpleMeterRegistry()));
  }

  @AfterAll
  static void stop() {
    topics.close();
    logs.close();
    broker.close();
  }

  @Test
  void takesInWhatWasCommittedAndPassesWhatWasAborted() {
    topics.commit(List.of(block("aborts", 0, 3)));
    topics.abort(List.of(block("aborts", 1, 3)));
    topics.commit(List.of(block("aborts", 2, 3), block("aborts", 2, 5)));
    topics.abort(List.of(block("aborts", 3, 3)));
    try (var database = open("one")) {
      takeIn(database);
      assertEquals(
          Set.of(0L, 2L),
          all(database, "aborts").stream().map(s -> blockOf(s)).collect(Collectors.toSet()));
      assertEquals(6, all(database, "aborts").size());
    }
  }

  @Test
  void aDatabaseFromNothingIsTheSameAndTakesTheSameCursors() {
    for (int i = 0; i < 20; i++) {
      topics.commit(List.of(block("same-a", i, 4), block("same-b", i, 2), block("same-c", i, 3)));
    }
    try (var first = open("first");
        var second = open("second")) {
      takeIn(first);
      var walk = SolutionWalk.fromBeginning(first, SolutionFilter.ALL, 10);
      List<StoredSolution> seen = new ArrayList<>();
      while (seen.size() < 77) {
        for (StoredSolution solution : walk.next(first.extent().endSeq())) {
          walk.handedOut(solution);
          seen.add(solution);
        }
      }
      topics.commit(List.of(block("same-a", 20, 4), block("same-d", 0, 2)));
      takeIn(first);
      takeIn(second);
      assertEquals(positions(first), positions(second));
      var resumed = SolutionWalk.after(second, SolutionFilter.ALL, 10, walk.cursor().encode());
      seen.addAll(rest(resumed, second));
      assertEquals(positions(first).size(), seen.size());
      assertEquals(positions(first).keySet(), ids(seen));
    }
  }

  @Test
  void classificationsOfADatabaseFromNothingAreTheSame() {
    List<Classification> maps =
        LongStream.range(0, 40).mapToObj(number -> SampleMaps.map("rebuilt", number)).toList();
    topics.classify(maps.subList(0, 30));
    topics.classify(maps.subList(20, 40));
    var filter = ClassificationFilter.ofCampaign("rebuilt");
    try (var first = open("first");
        var second = open("second")) {
      takeIn(first);
      var walk = ClassificationWalk.fromBeginning(first, filter, 10);
      Set<Classification> seen = new HashSet<>();
      for (StoredClassification map : walk.next(first.classificationExtent().endSeq())) {
        walk.handedOut(map);
        assertTrue(seen.add(map.classification()));
      }
      assertEquals(10, seen.size());
      takeIn(second);
      var resumed = ClassificationWalk.after(second, filter, 100, walk.cursor().encode());
      for (StoredClassification map : resumed.next(second.classificationExtent().endSeq())) {
        assertTrue(seen.add(map.classification()));
      }
      assertEquals(Set.copyOf(maps), seen);
    }
  }

  @Test
  void goesOnWhereTheDatabaseIs() {
    topics.commit(List.of(block("again", 0, 3), block("again", 1, 3)));
    try (var database = open("d")) {
      takeIn(database);
    }
    topics.commit(List.of(block("again", 2, 3)));
    try (var database = open("d")) {
      long before = database.extent().endSeq();
      var session = session(database);
      try (session) {
        session.start(logs.describe());
        assertEquals(before, database.extent().endSeq());
      }
      meters.clear();
      takeIn(database);
      assertEquals(before + 3, database.extent().endSeq());
      assertEquals(3.0, meters.counter("nustream.results.rows").count());
    }
  }

  @Test
  void aRecordThatCannotBeTakenInBecomesADeadLetterAndTheRestGoesOn() {
    topics.commit(List.of(block("poison", 0, 3)));
    topics.commitBytes("poison", "not a block".getBytes(StandardCharsets.UTF_8));
    SolutionBlock whole = block("poison", 1, 3);
    SolutionBlock bad =
        whole.toBuilder()
            .setSolutions(1, whole.getSolutions(1).toBuilder().setParameters(4, Double.NaN))
            .build();
    topics.commitBytes("poison", bad.toByteArray());
    topics.commit(List.of(block("poison", 2, 3)));
    try (var database = open("d")) {
      takeIn(database);
      assertEquals(6, all(database, "poison").size());
    }
    List<ConsumerRecord<String, byte[]>> letters =
        DeadLetterReader.of(broker.bootstrapServers(), "poison");
    // The other tests read the same topics, and every replica tells what it could not take in.
    Map<String, String> reasons = new HashMap<>();
    letters.forEach(l -> reasons.put(header(l, DeadLetter.OFFSET), header(l, DeadLetter.REASON)));
    assertEquals(2, reasons.size());
    assertEquals(Set.of("UNDECODABLE", "INVALID_FIELD"), new HashSet<>(reasons.values()));
    assertTrue(
        letters.stream()
            .map(l -> header(l, DeadLetter.MESSAGE))
            .anyMatch(m -> m.contains("solutions[1].parameters") && m.contains("NaN")));
  }

  @Test
  void fillsTheDatabaseAnewWhenTheTopicsWereMadeAgain() throws Exception {
    try (var own = EmbeddedBroker.in(folder.resolve("broker")).start();
        var ownLogs = new TopicLogs(own.bootstrapServers());
        var database = open("d")) {
      commit(own, block("old", 0, 3));
      takeIn(database, own.bootstrapServers(), ownLogs);
      var stale = session(database, own.bootstrapServers());
      try (stale;
          Admin admin = Admin.create(Map.of("bootstrap.servers", own.bootstrapServers()))) {
        stale.start(ownLogs.describe());
        assertTrue(stale.reads(ownLogs.describe()));
        admin.deleteTopics(List.of(Topics.SOLUTIONS)).all().get(90, TimeUnit.SECONDS);
        admin
            .createTopics(List.of(new NewTopic(Topics.SOLUTIONS, 4, (short) 1)))
            .all()
            .get(90, TimeUnit.SECONDS);
        // The broker knows of a new topic a moment before it leads its partitions.
        await()
            .atMost(Duration.ofSeconds(90))
            .ignoreException(NustreamException.class)
            .until(() -> !stale.reads(ownLogs.describe()));
      }
      commit(own, block("new", 0, 2));
      long generation = database.extent().generation();
      takeIn(database, own.bootstrapServers(), ownLogs);
      assertNotEquals(generation, database.extent().generation());
      assertEquals(List.of(), all(database, "old"));
      assertEquals(2, all(database, "new").size());
    }
  }

  private static void commit(EmbeddedBroker to, SolutionBlock block) {
    try (var writer = new TopicWriter(to.bootstrapServers())) {
      writer.commit(List.of(block));
    }
  }

  private SolutionDatabase open(String name) {
    return SolutionDatabase.open(
        new StoreSettings(
            folder.resolve(name + ".duckdb"),
            64L << 20,
            256L << 20,
            16L << 20,
            1,
            2,
            Duration.ofSeconds(10)));
  }

  private IntakeSession session(SolutionDatabase database) {
    return session(database, broker.bootstrapServers());
  }

  private IntakeSession session(SolutionDatabase database, String bootstrapServers) {
    return new IntakeSession(
        config,
        bootstrapServers,
        database,
        new Progress(),
        deadLetters,
        new ResultsMetrics(meters));
  }

  private void takeIn(SolutionDatabase database) {
    takeIn(database, broker.bootstrapServers(), logs);
  }

  /** Until everything that the topics hold now has been taken in. */
  private void takeIn(SolutionDatabase database, String bootstrapServers, TopicLogs from) {
    var progress = new Progress();
    var session =
        new IntakeSession(
            config, bootstrapServers, database, progress, deadLetters, new ResultsMetrics(meters));
    try (session) {
      List<TopicLogs.Log> described = from.describe();
      session.start(described);
      Map<TopicPartition, Long> ends =
          described.stream()
              .collect(Collectors.toMap(TopicLogs.Log::partition, TopicLogs.Log::end));
      while (progress.lag(ends) > 0) {
        session.step();
      }
    }
  }

  private static List<StoredSolution> all(SolutionDatabase database, String campaign) {
    return rest(
        SolutionWalk.fromBeginning(database, SolutionFilter.ofCampaign(campaign), 100), database);
  }

  private static Map<String, Position> positions(SolutionDatabase database) {
    return rest(SolutionWalk.fromBeginning(database, SolutionFilter.ALL, 100), database).stream()
        .collect(Collectors.toMap(s -> s.solution().getId(), StoredSolution::position));
  }

  private static List<StoredSolution> rest(SolutionWalk walk, SolutionDatabase database) {
    List<StoredSolution> all = new ArrayList<>();
    long end = database.extent().endSeq();
    while (!walk.isAt(end)) {
      for (StoredSolution solution : walk.next(end)) {
        walk.handedOut(solution);
        all.add(solution);
      }
    }
    return all;
  }

  private static Set<String> ids(List<StoredSolution> solutions) {
    return solutions.stream().map(s -> s.solution().getId()).collect(Collectors.toSet());
  }

  private static long blockOf(StoredSolution solution) {
    return Long.parseLong(solution.solution().getId().split("/")[1]);
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
