package nustream.local.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RecentRateTest {
  private long seconds;
  private final RecentRate rate = new RecentRate(() -> seconds * 1_000_000_000L);

  private void at(long second, long count) {
    seconds = second;
    rate.reach(count);
  }

  @Test
  void theStartUpIsNoPartOfIt() {
    at(0, 0);
    at(100, 1);
    assertEquals(OptionalDouble.empty(), rate.perSecond());
    assertEquals(OptionalDouble.empty(), rate.secondsFor(999));
    at(101, 11);
    assertEquals(OptionalDouble.empty(), rate.perSecond(), "a second is too short to say");
    at(104, 41);
    assertEquals(10, rate.perSecond().getAsDouble());
    assertEquals(95.9, rate.secondsFor(959).getAsDouble(), 1e-9);
  }

  @Test
  void whatWasThereBeforeAnybodyLookedIsNoPartOfIt() {
    at(0, 5_000);
    at(10, 5_030);
    assertEquals(3, rate.perSecond().getAsDouble());
  }

  @Test
  void followsAChange() {
    for (long second = 0; second <= 300; second++) {
      at(second, 100 + second);
    }
    for (long second = 301; second <= 400; second++) {
      at(second, 400 + 8 * (second - 300));
    }
    assertEquals(8, rate.perSecond().getAsDouble(), 0.01);
  }

  @Test
  void aSlowCountHasARateAsWell() {
    at(10, 1);
    at(100, 2);
    at(190, 3);
    assertEquals(1.0 / 90, rate.perSecond().getAsDouble(), 1e-9);
    seconds = 270;
    assertEquals(1.0 / 170, rate.perSecond().getAsDouble(), 1e-9);
  }

  @Test
  void whereNothingMovesNothingIsSaid() {
    at(0, 7);
    at(30, 7);
    assertEquals(OptionalDouble.empty(), rate.perSecond());
    at(40, 47);
    assertEquals(1, rate.perSecond().getAsDouble());
    seconds = 200;
    assertEquals(0.2, rate.perSecond().getAsDouble(), "slower with every second without");
  }
}
