package nustream.local.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
  private static final RestartPolicy POLICY =
      new RestartPolicy(Duration.ofMillis(500), Duration.ofSeconds(2), 5, Duration.ofMinutes(2));

  private final HandClock clock = new HandClock();
  private final RestartBudget budget = new RestartBudget(POLICY, clock);

  @Test
  void pausesDoubleUpToTheLongestAndThenItGivesUp() {
    List<Optional<Duration>> pauses = new ArrayList<>();
    for (int death = 0; death < 5; death++) {
      pauses.add(budget.died());
      clock.pass(Duration.ofSeconds(3));
    }
    assertEquals(
        List.of(
            Optional.of(Duration.ofMillis(500)),
            Optional.of(Duration.ofSeconds(1)),
            Optional.of(Duration.ofSeconds(2)),
            Optional.of(Duration.ofSeconds(2)),
            Optional.empty()),
        pauses);
  }

  @Test
  void deathsOutsideTheWindowAreForgotten() {
    for (int death = 0; death < 50; death++) {
      assertEquals(Optional.of(Duration.ofMillis(500)), budget.died());
      clock.pass(Duration.ofMinutes(2).plusMillis(1));
    }
  }

  @Test
  void aPolicyWithoutPauseIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RestartPolicy(Duration.ZERO, Duration.ofSeconds(1), 5, Duration.ofHours(1)));
    assertEquals("firstPause PT0S, want more than 0", error.getMessage());
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
