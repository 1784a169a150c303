package nustream.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  void theQueueHoldsWhatKafkaAndAllStreamsMayHaveUnderWay() {
    Capacity capacity = new Capacity("tester", 2, 4, 32, 8, 16);
    assertEquals(2 * 4 + 32, capacity.kafkaInFlight());
    assertEquals(2 * 4 + 32 + 8 * 16, capacity.queued());
  }

  @Test
  void aSettingThatIsTooSmallIsNamed() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new Capacity("tester", 2, 1, 0, 8, 16));
    assertEquals("tester.queue-limit is 0, want at least 1", refused.getMessage());
  }
}
