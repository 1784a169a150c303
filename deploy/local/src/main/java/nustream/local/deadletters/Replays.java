package nustream.local.deadletters;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nustream.contracts.Topics;
import nustream.deadletters.v1.Replay;
import nustream.local.UserError;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which dead letters have been sent again, as {@link Topics#REPLAYS} tells. */
final class Replays {
  private final Map<String, Replay> byLetter = new HashMap<>();

  /** Reads all that have been committed. */
  static Replays read(TopicReader reader) {
    var replays = new Replays();
    reader.forEach(
        Topics.REPLAYS,
        TopicReader.EVERYTHING,
        record -> replays.byLetter.put(text(record.key()), replay(record)));
    return replays;
  }

  /** The name of a letter: "{@literal <}topic>/{@literal <}partition>/{@literal <}offset>". */
  static String name(ConsumerRecord<?, ?> letter) {
    return letter.topic() + "/" + letter.partition() + "/" + letter.offset();
  }

  Optional<Replay> of(ConsumerRecord<?, ?> letter) {
    return Optional.ofNullable(byLetter.get(name(letter)));
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  private static Replay replay(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Replay.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new UserError(
          "record " + record.offset() + " of " + Topics.REPLAYS + " is not one of ours", e);
    }
  }
}
