package nustream.results.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nustream.results.store.TopicPosition;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartingPointsTest {
  private static final String TOPIC = "t.v1";

  @Test
  void beginsWithWhatIsStillKeptWhereNothingIsStored() {
    var start = StartingPoints.of(List.of(), List.of(log(0, "id", 7, 20)));
    assertEquals(List.of(position(0, "id", 7)), start.positions());
    assertTrue(start.rebuild().startsWith("nothing_stored"));
  }

  @Test
  void goesOnAtTheStoredPositionAndTakesNewPartitionsFromTheirBeginning() {
    var start =
        StartingPoints.of(
            List.of(position(0, "id", 12)), List.of(log(0, "id", 7, 20), log(1, "id", 0, 4)));
    assertEquals(List.of(position(0, "id", 12), position(1, "id", 0)), start.positions());
    assertEquals("", start.rebuild());
    assertEquals(List.of(), start.gaps());
  }

  @Test
  void tellsWhatRetentionHasDropped() {
    var start = StartingPoints.of(List.of(position(0, "id", 3)), List.of(log(0, "id", 7, 20)));
    assertEquals(List.of(position(0, "id", 7)), start.positions());
    assertEquals(List.of("t.v1-0:3-6"), start.gaps());
  }

  @Test
  void startsAnewOnAnotherTopicOfTheSameName() {
    var start = StartingPoints.of(List.of(position(0, "old", 3)), List.of(log(0, "new", 0, 20)));
    assertEquals(List.of(position(0, "new", 0)), start.positions());
    assertTrue(start.rebuild().startsWith("topic_made_again"));
  }

  @Test
  void startsAnewOnALogThatIsShorter() {
    var start = StartingPoints.of(List.of(position(0, "id", 21)), List.of(log(0, "id", 0, 20)));
    assertEquals(List.of(position(0, "id", 0)), start.positions());
    assertTrue(start.rebuild().startsWith("log_shorter_than_position"));
  }

  private static TopicLogs.Log log(int partition, String id, long begin, long end) {
    return new TopicLogs.Log(new TopicPartition(TOPIC, partition), id, begin, end);
  }

  private static TopicPosition position(int partition, String id, long next) {
    return new TopicPosition(TOPIC, id, partition, next);
  }
}
