package nustream.messaging.exactlyonce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nustream.contracts.Topics;
import nustream.messaging.HeaderNames;
import nustream.messaging.ProtobufSerializer;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What one polled batch turns into: the records to produce, and the dead letters among them. */
final class Batch {
  record Letter(ConsumerRecord<String, byte[]> record, Failure failure) {}

  /** What is true of a record is true of all that is made of it. */
  private static final List<String> CARRIED_ON =
      List.of(HeaderNames.TRACE_PARENT, HeaderNames.TRACE_STATE, HeaderNames.COMPUTE_SECONDS);

  private final ProtobufSerializer serializer = new ProtobufSerializer();
  private final ConsumerRecords<String, byte[]> records;
  private final List<ProducerRecord<String, byte[]>> outputs = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();

  /** Processes every record; throws only what {@linkplain ErrorWord#passes passes}. */
  Batch(ConsumerRecords<String, byte[]> records, Step step) {
    this.records = records;
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        outputs.addAll(serialized(record, step.process(record)));
      } catch (RuntimeException e) {
        Failure failure = Failure.of(e);
        if (failure.word().passes()) {
          throw e;
        }
        letters.add(new Letter(record, failure));
        outputs.add(DeadLetter.of(record, failure));
      }
    }
  }

  List<ProducerRecord<String, byte[]>> outputs() {
    return outputs;
  }

  List<Letter> letters() {
    return letters;
  }

  int size() {
    return records.count();
  }

  /** The offsets after this batch, which are committed with its outputs. */
  Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      var inPartition = records.records(partition);
      long last = inPartition.get(inPartition.size() - 1).offset();
      offsets.put(partition, new OffsetAndMetadata(last + 1));
    }
    return offsets;
  }

  /**
   * All outputs of a record or none: one that is too large must not leave the others behind without
   * it.
   */
  private List<ProducerRecord<String, byte[]>> serialized(
      ConsumerRecord<String, byte[]> record, List<Step.Output> made) {
    List<ProducerRecord<String, byte[]>> serialized = new ArrayList<>();
    for (Step.Output output : made) {
      var headers = new RecordHeaders();
      for (String name : CARRIED_ON) {
        Header header = record.headers().lastHeader(name);
        if (header != null) {
          headers.add(header);
        }
      }
      byte[] value = serializer.serialize(output.topic(), headers, output.message());
      int limit = Topics.named(output.topic()).maxBytes();
      if (value.length > limit) {
        throw NustreamException.about(
            ErrorWord.OVER_LIMIT,
            "size of the record for " + output.topic(),
            value.length + " bytes",
            "at most " + limit + " bytes");
      }
      serialized.add(new ProducerRecord<>(output.topic(), null, output.key(), value, headers));
    }
    return serialized;
  }
}
