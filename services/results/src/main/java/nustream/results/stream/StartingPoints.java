package nustream.results.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nustream.results.store.TopicPosition;
import org.apache.kafka.common.TopicPartition;

/**
 * Where taking in goes on: the stored positions laid against what the broker has.
 *
 * @param positions of every partition
 * @param rebuild why the database is of no use and is filled anew; empty when it is good
 * @param gaps one line for each partition of which something was dropped before it was taken in
 */
record StartingPoints(List<TopicPosition> positions, String rebuild, List<String> gaps) {

  /** Compares what is stored with the logs. */
  static StartingPoints of(List<TopicPosition> stored, List<TopicLogs.Log> logs) {
    Map<TopicPartition, TopicPosition> byPartition =
        stored.stream()
            .collect(
                Collectors.toMap(
                    p -> new TopicPartition(p.topic(), p.partition()), Function.identity()));
    String reason = stored.isEmpty() ? "nothing_stored" : otherLog(byPartition, logs);
    List<TopicPosition> positions = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (TopicLogs.Log log : logs) {
      TopicPosition known = byPartition.get(log.partition());
      long next = log.begin();
      if (reason.isEmpty() && known != null) {
        next = Math.max(known.nextOffset(), log.begin());
        if (known.nextOffset() < log.begin()) {
          gaps.add(log.partition() + ":" + known.nextOffset() + "-" + (log.begin() - 1));
        }
      }
      positions.add(
          new TopicPosition(
              log.partition().topic(), log.topicId(), log.partition().partition(), next));
    }
    return new StartingPoints(positions, reason, gaps);
  }

  private static String otherLog(
      Map<TopicPartition, TopicPosition> stored, List<TopicLogs.Log> logs) {
    for (TopicLogs.Log log : logs) {
      TopicPosition known = stored.get(log.partition());
      if (known != null && !known.topicId().equals(log.topicId())) {
        return "topic_made_again topic=%s stored_id=%s id=%s"
            .formatted(log.partition().topic(), known.topicId(), log.topicId());
      }
      if (known != null && known.nextOffset() > log.end()) {
        return "log_shorter_than_position partition=%s position=%d end=%d"
            .formatted(log.partition(), known.nextOffset(), log.end());
      }
    }
    return "";
  }
}
