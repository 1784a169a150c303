package nustream.campaigns.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import nustream.campaigns.ledger.Answered;
import nustream.campaigns.ledger.Order.Kind;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UnsettledTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 2);

  private final Unsettled unsettled = new Unsettled();
  private final Set<Long> waiting = new HashSet<>();

  private void add(long offset, long block) {
    waiting.add(block);
    Answer answer = new Answer.DeadLettered(new Reason("INTERNAL", ""));
    unsettled.add(
        new ConsumerRecord<>("t", 2, offset, "key", new byte[0]),
        new AnswerRecord("c", new Answered(Kind.MAPS, block, 1, answer, OptionalDouble.empty())));
  }

  private long resumption(long position) {
    return unsettled
        .resumption(Map.of(PARTITION, position), a -> waiting.contains(a.blocks().first()))
        .get(PARTITION)
        .offset();
  }

  @Test
  void goesOnAtTheFirstThatWaits() {
    assertEquals(5, resumption(5));
    add(7, 3);
    add(9, 1);
    assertEquals(7, resumption(12));
    waiting.remove(1L);
    assertEquals(7, resumption(14));
    waiting.remove(3L);
    assertEquals(15, resumption(15));
  }

  @Test
  void settledOnesBehindAnUnsettledOneAreDropped() {
    add(0, 0);
    for (long offset = 1; offset < 5_000; offset++) {
      add(offset, offset);
      waiting.remove(offset);
      assertEquals(0, resumption(offset + 1));
    }
    waiting.remove(0L);
    add(6_000, 6_000);
    assertEquals(6_000, resumption(6_001));
  }
}
