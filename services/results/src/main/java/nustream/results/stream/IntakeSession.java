package nustream.results.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import nustream.messaging.KafkaSettings;
import nustream.messaging.deadletters.DeadLetters;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.ResultsConfig;
import nustream.results.ResultsMetrics;
import nustream.results.store.Arrivals;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.TopicPosition;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One consumer, assigned every partition of all topics and set to the positions of the database,
 * until it fails or the topics turn out to be other ones. For one thread, except {@link #wakeUp}.
 */
final class IntakeSession implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(IntakeSession.class);
  private static final Duration POSITION_TIMEOUT = Duration.ofSeconds(10);
  private static final long DEAD_LETTER_TIMEOUT_S = 60;

  /** All partitions together; about one poll of the largest blocks, and one more is on its way. */
  private static final int FETCH_BYTES = 16 * 1024 * 1024;

  private final ResultsConfig config;
  private final SolutionDatabase database;
  private final Progress progress;
  private final DeadLetters deadLetters;
  private final ResultsMetrics metrics;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, String> topicIds = new HashMap<>();
  private Map<TopicPartition, Long> stored = Map.of();

  IntakeSession(
      ResultsConfig config,
      String bootstrapServers,
      SolutionDatabase database,
      Progress progress,
      DeadLetters deadLetters,
      ResultsMetrics metrics) {
    this.config = config;
    this.database = database;
    this.progress = progress;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.pollRecords());
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    // A position that the broker does not have is looked into, not skipped.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    this.consumer = new KafkaConsumer<>(settings);
  }

  /** Takes its place in the logs; the database is emptied when it is of other ones. */
  void start(List<TopicLogs.Log> logs) {
    StartingPoints start = StartingPoints.of(database.positions(), logs);
    if (!start.rebuild().isEmpty()) {
      LOG.infof(
          "intake=rebuild solutions=%d reason=%s", database.extent().endSeq(), start.rebuild());
      progress.reset();
      database.rebuild(start.positions());
    }
    if (!start.gaps().isEmpty()) {
      LOG.warnf("intake=gap dropped_by_retention=%s", start.gaps());
    }
    Map<TopicPartition, Long> from = new HashMap<>();
    consumer.assign(logs.stream().map(TopicLogs.Log::partition).toList());
    for (TopicPosition position : start.positions()) {
      var partition = new TopicPartition(position.topic(), position.partition());
      consumer.seek(partition, position.nextOffset());
      topicIds.put(partition, position.topicId());
      from.put(partition, position.nextOffset());
    }
    stored = from;
    progress.advance(stored);
    LOG.infof("intake=started positions=%s", stored);
  }

  /** The partitions that are read. */
  List<TopicPartition> partitions() {
    return List.copyOf(topicIds.keySet());
  }

  /** Whether these are the partitions, of the topics, that are read. */
  boolean reads(List<TopicLogs.Log> logs) {
    return topicIds.equals(
        logs.stream().collect(Collectors.toMap(TopicLogs.Log::partition, TopicLogs.Log::topicId)));
  }

  /**
   * Takes in what is there, up to a transaction's bytes: dead letters first, then rows and
   * positions in one transaction. After a crash in between, the letters are sent again, and nothing
   * is lost.
   */
  void step() {
    List<ConsumerRecord<String, byte[]>> records = records();
    Map<TopicPartition, Long> reached = positions();
    if (!records.isEmpty()) {
      RecordBatch batch = RecordBatch.of(records);
      send(batch.poison());
      var arrivals = new Arrivals(batch.blocks(), batch.verdicts(), batch.maps(), moved(reached));
      metrics.timeInsert(() -> database.write(arrivals));
      stored = reached;
    }
    progress.advance(reached);
  }

  private List<ConsumerRecord<String, byte[]>> records() {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    long bytes = 0;
    ConsumerRecords<String, byte[]> polled = consumer.poll(config.poll());
    while (!polled.isEmpty()) {
      for (ConsumerRecord<String, byte[]> record : polled) {
        records.add(record);
        bytes += Math.max(0, record.serializedValueSize());
      }
      polled =
          bytes < config.transaction().asLongValue()
              ? consumer.poll(Duration.ZERO)
              : ConsumerRecords.empty();
    }
    return records;
  }

  /** Ends the poll that waits; it throws WakeupException. From any thread. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Map<TopicPartition, Long> positions() {
    return topicIds.keySet().stream()
        .collect(Collectors.toMap(p -> p, p -> consumer.position(p, POSITION_TIMEOUT)));
  }

  private List<TopicPosition> moved(Map<TopicPartition, Long> reached) {
    List<TopicPosition> moved = new ArrayList<>();
    reached.forEach(
        (partition, next) -> {
          if (!next.equals(stored.get(partition))) {
            moved.add(
                new TopicPosition(
                    partition.topic(), topicIds.get(partition), partition.partition(), next));
          }
        });
    return moved;
  }

  private void send(List<RecordBatch.Poison> poison) {
    CompletableFuture<?>[] letters =
        poison.stream()
            .map(p -> deadLetters.send(p.record(), p.failure()).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(letters).get(DEAD_LETTER_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new NustreamException(
          ErrorWord.BROKER_UNAVAILABLE, "sending " + letters.length + " dead letters", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NustreamException(ErrorWord.CANCELLED, "interrupted", e);
    }
  }
}
