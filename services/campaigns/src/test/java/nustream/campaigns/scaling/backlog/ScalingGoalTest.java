package nustream.campaigns.scaling.backlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nustream.campaigns.scaling.cost.CostBook;
import nustream.campaigns.scaling.cost.Shape;
import nustream.campaigns.scaling.cost.Work;
import org.junit.jupiter.api.Test;

class ScalingGoalTest {
  private static final double EXACT = 1e-12;
  private static final Shape SHAPE = new Shape("shape", 1);

  private static Backlog backlog(Waiting... waiting) {
    return Backlog.of(List.of(waiting), new CostBook(2, 1));
  }

  private static Waiting waiting(int partition, long items, double weight) {
    return new Waiting(partition, new Work("", SHAPE, items), weight);
  }

  @Test
  void theMetricIsTheCostOfAllThatWaits() {
    Backlog backlog = backlog(waiting(0, 3, 1), waiting(0, 10, 1), waiting(2, 5, 4));
    assertTrue(backlog.isActive());
    assertEquals(66, backlog.seconds(), EXACT);
    assertEquals(66, new ScalingGoal(10, 1, false).metric(backlog), EXACT);
    // A replica with two threads is through in half the time.
    assertEquals(33, new ScalingGoal(10, 2, false).metric(backlog), EXACT);
  }

  @Test
  void aBusyPartitionCountsUpToTheTargetWhereThatIsWanted() {
    Backlog backlog = backlog(waiting(0, 3, 1), waiting(1, 500, 1), waiting(2, 9, 1));
    assertEquals(6 + 10 + 10, new ScalingGoal(10, 1, true).metric(backlog), EXACT);
    assertEquals((6 + 20 + 18) / 2.0, new ScalingGoal(10, 2, true).metric(backlog), EXACT);
  }

  @Test
  void whatTakesNoTimeIsStillSomethingToDo() {
    assertFalse(Backlog.NONE.isActive());
    assertEquals(0, Backlog.NONE.seconds(), EXACT);
    Backlog unreadable = backlog(waiting(0, 0, 1));
    assertTrue(unreadable.isActive());
    assertEquals(0, unreadable.seconds(), EXACT);
  }

  @Test
  void goalsThatAreNoneAreRefused() {
    assertRefused("target = 0.0 s", () -> new ScalingGoal(0, 1, false));
    assertRefused("threads = 0", () -> new ScalingGoal(1, 0, false));
    assertRefused("weight = 0.5", () -> waiting(0, 1, 0.5));
  }

  private static void assertRefused(String part, Runnable made) {
    var e = assertThrows(IllegalArgumentException.class, made::run);
    assertTrue(e.getMessage().contains(part), e::getMessage);
  }
}
