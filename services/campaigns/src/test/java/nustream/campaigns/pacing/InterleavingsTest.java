package nustream.campaigns.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever the order, however often an answer comes, whenever the campaign is put down and taken up
 * again, whatever the window, and whichever models answer: it ends at the same block with the same
 * figures.
 */
class InterleavingsTest {
  private static final int BLOCK_SIZE = 20;
  private static final int CASES = 2_000;
  private static final int MAX_STEPS = 20_000;

  @Test
  void timingDoesNotChangeTheResult() {
    for (int order = 0; order < 20; order++) {
      SplittableRandom random = new SplittableRandom(order);
      Blocks blocks = new Blocks(order, BLOCK_SIZE, 0.05 + 0.9 * random.nextDouble());
      Plan plan =
          new Plan(new Goal.Accepted(1 + random.nextInt(300)), BLOCK_SIZE, 10_000, Long.MAX_VALUE);
      long wanted = blocks.blocksFor(plan.goal().target());
      for (int i = 0; i < CASES / 20; i++) {
        Course end = new Run(plan, blocks, random.split(), -1).toEnd();
        assertInstanceOf(Phase.Succeeded.class, end.phase());
        assertEquals(wanted, end.counted().blocks(), plan + " " + blocks);
        assertEquals(blocks.sum(wanted), end.counted().tally());
      }
    }
  }

  @Test
  void timingDoesNotChangeTheFiguresOfMaps() {
    SplittableRandom random = new SplittableRandom(17);
    Blocks maps = new Blocks(17, 1, 0.8);
    Plan plan = new Plan(new Goal.Classified(60), 1, 60, Long.MAX_VALUE);
    for (int i = 0; i < CASES / 10; i++) {
      Course end = new Run(plan, maps, random.split(), -1).toEnd();
      assertInstanceOf(Phase.Succeeded.class, end.phase());
      assertEquals(maps.sum(60), end.counted().tally());
      assertEquals(60, end.issued());
    }
  }

  @Test
  void aCancelEndsItWithTheFiguresOfAPrefix() {
    SplittableRandom random = new SplittableRandom(99);
    Blocks blocks = new Blocks(99, BLOCK_SIZE, 0.3);
    Plan plan = new Plan(new Goal.Accepted(1_000), BLOCK_SIZE, 10_000, Long.MAX_VALUE);
    for (int i = 0; i < CASES; i++) {
      Course end = new Run(plan, blocks, random.split(), random.nextInt(100)).toEnd();
      assertInstanceOf(Phase.Cancelled.class, end.phase());
      assertEquals(blocks.sum(end.counted().blocks()), end.counted().tally());
    }
  }

  @Test
  void aDeadLetterEndsItAtTheSameBlock() {
    SplittableRandom random = new SplittableRandom(5);
    Blocks blocks = new Blocks(5, BLOCK_SIZE, 0.5);
    Plan plan = new Plan(new Goal.Accepted(200), BLOCK_SIZE, 10_000, Long.MAX_VALUE);
    Reason reason = new Reason("OVER_LIMIT", "count is 20; allowed: 1 to 10");
    for (int i = 0; i < CASES; i++) {
      Run run = new Run(plan, blocks, random.split(), -1);
      for (long lost : List.of(9L, 10L, 12L)) {
        run.deadLetters.put(lost, new Answer.DeadLettered(reason));
      }
      Course end = run.toEnd();
      assertEquals(new Phase.Failed(reason), end.phase());
      assertEquals(9, end.counted().blocks());
    }
  }

  /** A campaign, the requests in flight, and every way in which the world may treat them. */
  private static final class Run {
    private final Blocks blocks;
    private final SplittableRandom random;
    private final int cancelAtStep;
    private final TreeMap<Long, Answer> deadLetters = new TreeMap<>();
    private final List<Issue> inFlight = new ArrayList<>();
    private final List<Event.Answered> answers = new ArrayList<>();
    // In half of the runs another model of the same name is released while the campaign runs.
    private final int otherModelPercent;
    private final int window;
    private final int deep;
    private Course course;

    private Run(Plan plan, Blocks blocks, SplittableRandom random, int cancelAtStep) {
      this.blocks = blocks;
      this.random = random;
      this.cancelAtStep = cancelAtStep;
      this.window = 1 + random.nextInt(12);
      this.deep = random.nextBoolean() ? 0 : random.nextInt(40);
      this.otherModelPercent = random.nextBoolean() ? 0 : 20;
      this.course = Course.begin(plan);
    }

    private Course toEnd() {
      int steps = 0;
      while (course.running()) {
        assertTrue(steps < MAX_STEPS, () -> "no end in sight: " + course);
        if (steps++ == cancelAtStep) {
          apply(new Event.CancelAsked());
        } else {
          step();
        }
      }
      Course end = course;
      apply(new Event.WindowGranted(window, 1, 0));
      for (long block = 0; block < course.issued(); block++) {
        apply(new Event.Answered(block, blocks.judged(block)));
      }
      assertEquals(end, course);
      return end;
    }

    private void step() {
      int dice = random.nextInt(20);
      if (dice == 0) {
        course = putDownAndTakenUp(course);
      } else if (dice == 1) {
        repeatAnOldAnswer();
      } else if (dice == 2 && !inFlight.isEmpty()) {
        inFlight.remove(random.nextInt(inFlight.size()));
      } else if (dice == 3) {
        // Two looks at the clock with patience 0: whatever is outstanding is issued again.
        apply(new Event.Elapsed(0, 0));
        apply(new Event.Elapsed(0, 0));
      } else if (dice < 10) {
        int granted = 1 + random.nextInt(window);
        apply(new Event.WindowGranted(granted, 1 + random.nextInt(granted), deep));
      } else if (!inFlight.isEmpty()) {
        answer(inFlight.remove(random.nextInt(inFlight.size())));
      }
    }

    private void repeatAnOldAnswer() {
      if (!answers.isEmpty()) {
        apply(answers.get(random.nextInt(answers.size())));
      }
    }

    private void answer(Issue issue) {
      long block = issue.block();
      boolean otherModel =
          block > 0 && issue.modelDigest().isEmpty() && random.nextInt(100) < otherModelPercent;
      Answer answer =
          deadLetters.getOrDefault(
              block, blocks.judged(block, otherModel ? Blocks.OTHER : Blocks.MODEL));
      Event.Answered event = new Event.Answered(block, answer);
      answers.add(event);
      apply(event);
    }

    private void apply(Event event) {
      boolean ran = course.running();
      Step step = course.on(event);
      course = step.next();
      assertTrue(ran || step.issues().isEmpty(), "issued after the end");
      if (course.running()) {
        long span = course.issued() - course.counted().blocks();
        assertTrue(span <= Math.max(window, 2 * deep), "window exceeded");
        assertTrue(course.outstanding() <= Math.max(window, deep), "backlog exceeded");
      }
      inFlight.addAll(step.issues());
    }

    private static Course putDownAndTakenUp(Course course) {
      return Course.restore(
          course.plan(),
          course.phase(),
          course.issued(),
          course.counted(),
          new TreeMap<>(course.ahead()),
          course.modelPinned());
    }
  }
}
