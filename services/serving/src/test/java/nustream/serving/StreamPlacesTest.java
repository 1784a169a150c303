package nustream.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.serving.pool.PoolMetrics;
import nustream.serving.pool.PoolName;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
  @Test
  void oneStreamMoreIsTurnedAwayAndCountedUntilAnotherLeaves() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    StreamPlaces places =
        new StreamPlaces(2, new PoolMetrics(new PoolName("tester", "lines"), meters));
    places.take();
    places.take();
    var refused = assertThrows(NustreamException.class, places::take);
    assertEquals(ErrorWord.OVERLOADED, refused.word());
    assertEquals("all 2 streams are in use; try again later", refused.getMessage());
    assertEquals(
        1, meters.get("nustream.tester.requests").tag("outcome", "OVERLOADED").counter().count());
    places.leave();
    places.take();
  }
}
