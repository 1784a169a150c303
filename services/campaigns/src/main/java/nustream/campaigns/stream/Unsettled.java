package nustream.campaigns.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Answers that were read and wait for a block before them. They are in no written state, so reading
 * goes on at the first of them after a restart, and those behind it that did count meet their block
 * number. Belongs to one thread.
 */
final class Unsettled {
  /** Settled ones behind an unsettled one are dropped when so many came, or as many as stayed. */
  private static final int SWEEP_AFTER = 1024;

  private final Map<TopicPartition, Places> byPartition = new HashMap<>();

  private record Place(long offset, AnswerRecord answer) {}

  private static final class Places {
    final Deque<Place> inOrder = new ArrayDeque<>();
    int sweepAt = SWEEP_AFTER;
  }

  /** An answer waits; those of a partition in the order of their offsets. */
  void add(ConsumerRecord<?, ?> record, AnswerRecord answer) {
    byPartition
        .computeIfAbsent(
            new TopicPartition(record.topic(), record.partition()), none -> new Places())
        .inOrder
        .addLast(new Place(record.offset(), answer));
  }

  /**
   * Where reading has to go on once the present state is written.
   *
   * @param positions offsets behind what was read
   * @param waits whether an answer still waits
   */
  Map<TopicPartition, OffsetAndMetadata> resumption(
      Map<TopicPartition, Long> positions, Predicate<AnswerRecord> waits) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach(
        (partition, position) -> {
          Places places = byPartition.get(partition);
          Place first = places == null ? null : firstWaiting(places, waits);
          offsets.put(partition, new OffsetAndMetadata(first == null ? position : first.offset()));
        });
    return offsets;
  }

  private static Place firstWaiting(Places places, Predicate<AnswerRecord> waits) {
    Deque<Place> inOrder = places.inOrder;
    while (!inOrder.isEmpty() && !waits.test(inOrder.peekFirst().answer())) {
      inOrder.removeFirst();
    }
    if (inOrder.size() >= places.sweepAt) {
      inOrder.removeIf(place -> !waits.test(place.answer()));
      places.sweepAt = inOrder.size() + Math.max(SWEEP_AFTER, inOrder.size());
    }
    return inOrder.peekFirst();
  }
}
