package nustream.local.deadletters;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import nustream.messaging.HeaderNames;
import nustream.messaging.deadletters.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter as it is shown.
 *
 * @param topic that the record was read from
 * @param partition of the dead letter
 * @param offset of the dead letter
 * @param time when it became one, UTC
 * @param key of the record; null for none
 * @param id of the event; null where its sender set none
 * @param reason word of the table of errors
 * @param message what was wrong
 * @param fromPartition partition of the record
 * @param fromOffset offset of the record
 * @param bytes of its value
 * @param replayOf the letter that this record had been before; null for none
 * @param replayedAt when it was last sent again, UTC; null for never
 */
record Letter(
    String topic,
    int partition,
    long offset,
    String time,
    String key,
    String id,
    String reason,
    String message,
    @JsonProperty("from_partition") String fromPartition,
    @JsonProperty("from_offset") String fromOffset,
    int bytes,
    @JsonProperty("replay_of") String replayOf,
    @JsonProperty("replayed_at") String replayedAt) {

  static Letter of(String topic, ConsumerRecord<byte[], byte[]> record, Replays replays) {
    return new Letter(
        topic,
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()).toString(),
        record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
        header(record, HeaderNames.ID),
        header(record, DeadLetter.REASON),
        header(record, DeadLetter.MESSAGE),
        header(record, DeadLetter.PARTITION),
        header(record, DeadLetter.OFFSET),
        record.value() == null ? 0 : record.value().length,
        header(record, HeaderNames.REPLAY_OF),
        replays
            .of(record)
            .map(replay -> Instant.ofEpochMilli(replay.getReplayedAtMs()).toString())
            .orElse(null));
  }

  /** The text of a header; null where there is none. */
  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
