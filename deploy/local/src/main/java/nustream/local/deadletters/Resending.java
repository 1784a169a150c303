package nustream.local.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import nustream.deadletters.v1.Replay;
import nustream.messaging.HeaderNames;
import nustream.messaging.deadletters.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends letters of a topic again. Record and note of it are one transaction, and the name of the
 * transactions is the same for everybody: who begins stops whoever was at it, whose open
 * transaction is thrown away, and reads the notes after that. So nothing is sent twice, whatever
 * ends when. For one thread.
 */
final class Resending implements AutoCloseable {
  private static final String TRANSACTIONS = "nustream-dead-letter-replay";

  /** Letters of one transaction: 16 of the largest records are 32 MiB, what a producer may hold. */
  private static final int LETTERS = 100;

  private static final long BATCH_BYTES = 16L << 20;
  private static final int REQUEST_BYTES = (2 << 20) + 64 * 1024;
  private static final int ANSWER_MS = 15_000;
  private static final int DELIVERY_MS = 60_000;

  private static final Set<String> CAUSE =
      Set.of(
          DeadLetter.TOPIC,
          DeadLetter.PARTITION,
          DeadLetter.OFFSET,
          DeadLetter.REASON,
          DeadLetter.MESSAGE);

  private final Topic topic;
  private final boolean again;
  private final TopicReader reader;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
  private long batchBytes;
  private Replays replays;
  private int partitions;
  private long sent;
  private long sentBefore;
  private long fellAgain;

  /**
   * What came of it.
   *
   * @param sent letters sent
   * @param sentBefore left out because they had been sent before
   * @param fellAgain left out because they had been sent as another letter before
   */
  record Tally(long sent, long sentBefore, long fellAgain) {}

  /**
   * @param broker settings of its clients
   * @param topic of the letters
   * @param again whether to send what was sent before
   */
  Resending(Map<String, Object> broker, Topic topic, boolean again) {
    this.topic = topic;
    this.again = again;
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("transactional.id", TRANSACTIONS);
    settings.put("max.request.size", REQUEST_BYTES);
    settings.put("max.block.ms", ANSWER_MS);
    settings.put("request.timeout.ms", ANSWER_MS);
    settings.put("delivery.timeout.ms", DELIVERY_MS);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.reader = new TopicReader(broker);
  }

  /** Sends those that are wanted. */
  Tally run(Predicate<ConsumerRecord<?, ?>> wanted) {
    producer.initTransactions();
    replays = Replays.read(reader);
    partitions = producer.partitionsFor(topic.name()).size();
    reader.forEach(
        topic.deadLetters(),
        TopicReader.EVERYTHING,
        letter -> {
          if (wanted.test(letter)) {
            consider(letter);
          }
        });
    sendBatch();
    return new Tally(sent, sentBefore, fellAgain);
  }

  private void consider(ConsumerRecord<byte[], byte[]> letter) {
    if (!again && replays.of(letter).isPresent()) {
      sentBefore++;
    } else if (!again && letter.headers().lastHeader(HeaderNames.REPLAY_OF) != null) {
      fellAgain++;
    } else {
      batch.add(letter);
      batchBytes += Math.max(0, letter.serializedValueSize());
      if (batch.size() == LETTERS || batchBytes >= BATCH_BYTES) {
        sendBatch();
      }
    }
  }

  private void sendBatch() {
    if (batch.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> letter : batch) {
      // A send that fails fails the commit.
      var unusedRecord = producer.send(original(letter));
      var unusedNote = producer.send(note(letter));
    }
    producer.commitTransaction();
    sent += batch.size();
    batch.clear();
    batchBytes = 0;
  }

  /** The record as it was: to the partition that it came from, with its headers. */
  private ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
    var record =
        new ProducerRecord<>(topic.name(), partitionOf(letter), letter.key(), letter.value());
    letter
        .headers()
        .forEach(
            header -> {
              if (!CAUSE.contains(header.key()) && !header.key().equals(HeaderNames.REPLAY_OF)) {
                record.headers().add(header);
              }
            });
    record.headers().add(HeaderNames.REPLAY_OF, bytes(Replays.name(letter)));
    return record;
  }

  /** Null leaves the choice to the key. */
  private Integer partitionOf(ConsumerRecord<byte[], byte[]> letter) {
    String text = Letter.header(letter, DeadLetter.PARTITION);
    if (text == null || !text.matches("[0-9]{1,9}")) {
      return null;
    }
    int partition = Integer.parseInt(text);
    return partition < partitions ? partition : null;
  }

  private ProducerRecord<byte[], byte[]> note(ConsumerRecord<byte[], byte[]> letter) {
    Replay note =
        Replay.newBuilder()
            .setTopic(topic.name())
            .setDeadLetterTopic(letter.topic())
            .setPartition(letter.partition())
            .setOffset(letter.offset())
            .setTimes(1 + replays.of(letter).map(Replay::getTimes).orElse(0))
            .setReplayedAtMs(System.currentTimeMillis())
            .build();
    String name = Replays.name(letter);
    var record = new ProducerRecord<>(Topics.REPLAYS, bytes(name), note.toByteArray());
    record.headers().add(HeaderNames.CONTENT_TYPE, bytes(HeaderNames.PROTOBUF));
    record.headers().add(HeaderNames.EVENT_TYPE, bytes(note.getDescriptorForType().getFullName()));
    record.headers().add(HeaderNames.ID, bytes(name));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends an open transaction without its records. */
  @Override
  public void close() {
    reader.close();
    producer.close();
  }
}
