package nustream.campaigns.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final long DEADLINE_MS = 1_000_000;
  private static final long PATIENCE_MS = 1_000;
  private static final Reason LOST = new Reason("UNKNOWN_MODEL", "model 'x' is not here");
  private final Blocks blocks = new Blocks(7, 10, 0.5);

  private static Plan plan(long target, long maxBlocks) {
    return new Plan(new Goal.Accepted(target), 10, maxBlocks, DEADLINE_MS);
  }

  private static List<Long> numbers(Step step) {
    return step.issues().stream().map(Issue::block).toList();
  }

  private Course begun(Plan plan, int window) {
    return Course.begin(plan).on(new Event.WindowGranted(window, 1, 0)).next();
  }

  private Course answer(Course course, long block) {
    return course.on(new Event.Answered(block, blocks.judged(block))).next();
  }

  @Test
  void issuesTheWindowAndThenOneForEachCounted() {
    Step first = Course.begin(plan(1000, 500)).on(new Event.WindowGranted(3, 1, 0));
    assertEquals(List.of(0L, 1L, 2L), numbers(first));
    assertEquals(List.of(), numbers(first.next().on(new Event.WindowGranted(3, 1, 0))));
    Course counted = answer(first.next(), 0);
    assertEquals(List.of(3L), numbers(counted.on(new Event.WindowGranted(3, 1, 0))));
  }

  @Test
  void anAnswerAheadOpensNoWindow() {
    Course waiting = answer(begun(plan(1000, 500), 3), 2);
    assertEquals(0, waiting.counted().blocks());
    assertEquals(2, waiting.outstanding());
    assertEquals(List.of(), numbers(waiting.on(new Event.WindowGranted(3, 1, 0))));
  }

  @Test
  void aSmallerWindowTakesNothingBack() {
    Course course = begun(plan(1000, 500), 4);
    assertEquals(List.of(), numbers(course.on(new Event.WindowGranted(1, 1, 0))));
    assertEquals(4, course.on(new Event.WindowGranted(1, 1, 0)).next().outstanding());
  }

  @Test
  void issuesNoMoreThanTheTargetNeedsAndOneToSpare() {
    // 15 wanted in blocks of 10: two blocks if all are accepted, and the spare one.
    assertEquals(
        List.of(0L, 1L, 2L),
        numbers(Course.begin(plan(15, 500)).on(new Event.WindowGranted(50, 1, 0))));
  }

  @Test
  void issuesNoMoreThanTheBudget() {
    assertEquals(
        List.of(0L, 1L), numbers(Course.begin(plan(15, 2)).on(new Event.WindowGranted(50, 1, 0))));
  }

  @Test
  void succeedsAtTheFirstBlockThatHoldsTheTargetAndKeepsToItsFigures() {
    Plan plan = plan(12, 500);
    long needed = blocks.blocksFor(12);
    Course course = begun(plan, 8);
    for (long block = course.issued() - 1; block >= 0; block--) {
      course = answer(course, block);
    }
    while (course.running()) {
      course = course.on(new Event.WindowGranted(8, 1, 0)).next();
      course = answer(course, course.counted().blocks());
    }
    assertInstanceOf(Phase.Succeeded.class, course.phase());
    assertEquals(needed, course.counted().blocks());
    assertEquals(blocks.sum(needed), course.counted().tally());
    assertEquals(0, course.outstanding());
  }

  @Test
  void theSameAnswerTwiceCountsOnce() {
    Course once = answer(begun(plan(1000, 500), 3), 0);
    assertEquals(once, answer(once, 0));
    Course ahead = answer(once, 2);
    assertEquals(ahead, answer(ahead, 2));
  }

  @Test
  void anAnswerThatWasNotAskedForDoesNotCount() {
    Course course = begun(plan(1000, 500), 3);
    assertEquals(course, answer(course, 3));
  }

  @Test
  void failsAsSoonAsTheTargetIsOutOfReach() {
    Blocks poor = new Blocks(1, 10, 0);
    Course course = begun(plan(15, 3), 3);
    course = course.on(new Event.Answered(0, poor.judged(0))).next();
    assertTrue(course.running());
    course = course.on(new Event.Answered(1, poor.judged(1))).next();
    Phase.Failed failed = assertInstanceOf(Phase.Failed.class, course.phase());
    assertEquals("ACCEPTANCE_TOO_LOW", failed.reason().word());
    assertEquals(2, course.counted().blocks());
  }

  @Test
  void failsAtTheDeadline() {
    Course course = begun(plan(100, 500), 3);
    assertTrue(course.on(new Event.Elapsed(DEADLINE_MS - 1, PATIENCE_MS)).next().running());
    Course late = course.on(new Event.Elapsed(DEADLINE_MS, PATIENCE_MS)).next();
    Phase.Failed failed = assertInstanceOf(Phase.Failed.class, late.phase());
    assertEquals("BUDGET_EXHAUSTED", failed.reason().word());
  }

  @Test
  void failsAtADeadLetterOnlyWhenItsTurnComes() {
    Course course = begun(plan(1000, 500), 3);
    course = course.on(new Event.Answered(1, new Answer.DeadLettered(LOST))).next();
    assertTrue(course.running());
    course = answer(course, 0);
    assertEquals(new Phase.Failed(LOST), course.phase());
    assertEquals(blocks.sum(1), course.counted().tally());
  }

  @Test
  void aVerdictOutdoesADeadLetterOfTheSameBlock() {
    Course course = begun(plan(1000, 500), 3);
    course = course.on(new Event.Answered(1, new Answer.DeadLettered(LOST))).next();
    course = answer(answer(course, 1), 0);
    assertEquals(2, course.counted().blocks());
    assertTrue(course.running());
  }

  @Test
  void afterItsEndNothingChangesAndNothingIsIssued() {
    Course cancelled = answer(begun(plan(1000, 500), 3), 0).on(new Event.CancelAsked()).next();
    assertEquals(new Phase.Cancelled(), cancelled.phase());
    for (Event event :
        List.of(
            new Event.CancelAsked(),
            new Event.WindowGranted(9, 1, 0),
            new Event.Elapsed(2 * DEADLINE_MS, PATIENCE_MS),
            new Event.Answered(1, blocks.judged(1)))) {
      Step step = cancelled.on(event);
      assertEquals(cancelled, step.next(), event.toString());
      assertEquals(List.of(), step.issues(), event.toString());
    }
  }

  @Test
  void issuesAgainWhatStaysUnansweredWaitingTwiceAsLongEachTime() {
    Course course = answer(begun(plan(1000, 500), 3), 1);
    course = course.on(new Event.Elapsed(0, PATIENCE_MS)).next();
    assertEquals(List.of(), numbers(course.on(new Event.Elapsed(999, PATIENCE_MS))));
    Step again = course.on(new Event.Elapsed(1000, PATIENCE_MS));
    assertEquals(List.of(0L, 2L), numbers(again));
    assertEquals(List.of(), numbers(again.next().on(new Event.Elapsed(2999, PATIENCE_MS))));
    assertEquals(List.of(0L, 2L), numbers(again.next().on(new Event.Elapsed(3000, PATIENCE_MS))));
  }

  @Test
  void anAnswerStartsTheWaitAnew() {
    Course course = begun(plan(1000, 500), 3).on(new Event.Elapsed(0, PATIENCE_MS)).next();
    course = answer(course, 0).on(new Event.Elapsed(999, PATIENCE_MS)).next();
    assertEquals(List.of(), numbers(course.on(new Event.Elapsed(1998, PATIENCE_MS))));
    assertEquals(List.of(1L, 2L), numbers(course.on(new Event.Elapsed(1999, PATIENCE_MS))));
  }

  @Test
  void anotherModelDoesNotCountAndIsAskedForByDigestOnce() {
    Course course = answer(begun(plan(1000, 500), 3), 0);
    Step other = course.on(new Event.Answered(1, blocks.judged(1, Blocks.OTHER)));
    Optional<String> digest = Optional.of(Blocks.MODEL.digest());
    assertEquals(List.of(new Issue(1, digest), new Issue(2, digest)), other.issues());
    Step again = other.next().on(new Event.Answered(2, blocks.judged(2, Blocks.OTHER)));
    assertEquals(List.of(), again.issues());
    assertEquals(
        List.of(new Issue(3, digest)), other.next().on(new Event.WindowGranted(3, 1, 0)).issues());
    Course counted = answer(answer(other.next(), 1), 2);
    assertEquals(blocks.sum(3), counted.counted().tally());
  }

  @Test
  void theModelOfBlockZeroCountsEvenWhenAnotherAnsweredBefore() {
    Course course = begun(plan(1000, 500), 4);
    course = course.on(new Event.Answered(1, blocks.judged(1, Blocks.OTHER))).next();
    course = answer(course, 2);
    Step zero = course.on(new Event.Answered(0, blocks.judged(0)));
    assertEquals(1, zero.next().counted().blocks());
    assertEquals(List.of(1L, 3L), numbers(zero));
    Course counted = answer(zero.next(), 1);
    assertEquals(blocks.sum(3), counted.counted().tally());
  }

  @Test
  void refusesImpossibleStates() {
    Counted one = Counted.NOTHING.plus(blocks.judged(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> Course.restore(plan(10, 5), new Phase.Running(), 0, one, new TreeMap<>(), false));
    TreeMap<Long, Answer> ahead = new TreeMap<>();
    ahead.put(5L, blocks.judged(5));
    assertThrows(
        IllegalArgumentException.class,
        () -> Course.restore(plan(10, 5), new Phase.Running(), 5, one, ahead, false));
    assertThrows(IllegalArgumentException.class, () -> plan(51, 5));
    assertThrows(IllegalArgumentException.class, () -> new Event.WindowGranted(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Event.WindowGranted(3, 4, 0));
    assertThrows(IllegalArgumentException.class, () -> new Event.WindowGranted(3, 1, -1));
    assertFalse(Course.begin(plan(10, 5)).modelPinned());
  }

  private static Step deep(Course course, int blocks) {
    return course.on(new Event.WindowGranted(3, 1, blocks));
  }

  @Test
  void goesDeepOnceTheFirstBlockHasSaidHowManyItTakes() {
    Course course = deep(Course.begin(plan(1000, 500)), 40).next();
    assertEquals(3, course.issued());
    course = deep(answer(course, 0), 40).next();
    assertEquals(40, course.outstanding());
    // An answer ahead makes room for another, up to twice as far.
    course = deep(answer(course, 2), 40).next();
    assertEquals(40, course.outstanding());
    for (long block = 3; block < course.issued(); block++) {
      course = deep(answer(course, block), 40).next();
    }
    assertEquals(1 + 80, course.issued());
  }

  @Test
  void goesNoDeeperThanTheTargetIsSureToTake() {
    Course course = answer(begun(plan(400, 500), 3), 0);
    long accepted = course.counted().tally().accepted();
    double most = Math.pow(Math.sqrt(accepted + 1) + 1.5, 2) / 10;
    double expected = Math.pow((Math.sqrt(9 + 4 * (400 - accepted)) - 3) / 2, 2);
    long sure = (long) Math.ceil(expected / (Math.min(1, most) * 10));
    assertTrue(sure > 30, "a test of something");
    assertEquals(1 + sure, deep(course, 10_000).next().issued());
    // The budget as well.
    Answer none = new Blocks(1, 10, 0).judged(0);
    Course poor = begun(plan(400, 50), 3).on(new Event.Answered(0, none)).next();
    assertEquals(50, deep(poor, 10_000).next().issued());
  }

  /**
   * However deep: what is issued behind the last block is that of the window, with rare exceptions.
   */
  @Test
  void surplusIsThatOfTheWindow() {
    int exceptions = 0;
    int runs = 400;
    for (int seed = 0; seed < runs; seed++) {
      Blocks drawn = new Blocks(seed, 50, 0.02 + 0.9 * (seed % 10) / 10);
      Plan plan = new Plan(new Goal.Accepted(600), 50, 100_000, DEADLINE_MS);
      Course course = Course.begin(plan);
      while (course.running()) {
        course = course.on(new Event.WindowGranted(6, 1, 1_000)).next();
        long block = course.counted().blocks();
        course = course.on(new Event.Answered(block, drawn.judged(block))).next();
      }
      exceptions += course.issued() - course.counted().blocks() > 5 ? 1 : 0;
    }
    assertTrue(exceptions <= runs / 50, exceptions + " of " + runs);
  }

  @Test
  void keepsFreeBlocksUntilThereAreEnoughForARequest() {
    Plan plan = new Plan(new Goal.Classified(12), 1, 12, DEADLINE_MS);
    Course course = Course.begin(plan).on(new Event.WindowGranted(8, 4, 0)).next();
    assertEquals(8, course.issued());
    for (long map = 0; map < 4; map++) {
      assertEquals(List.of(), numbers(course.on(new Event.WindowGranted(8, 4, 0))));
      course = classify(course, map);
    }
    assertEquals(List.of(8L, 9L, 10L, 11L), numbers(course.on(new Event.WindowGranted(8, 4, 0))));
    // The last ones do not wait for others that never come.
    assertEquals(List.of(8L, 9L), numbers(shortened(course).on(new Event.WindowGranted(8, 4, 0))));
  }

  private static Course shortened(Course course) {
    return Course.restore(
        new Plan(new Goal.Classified(10), 1, 10, DEADLINE_MS),
        course.phase(),
        course.issued(),
        course.counted(),
        new TreeMap<>(course.ahead()),
        false);
  }

  private static Course classify(Course course, long map) {
    // Every third one wrongly: that counts as well.
    Tally tally = new Tally(1, map % 3 == 0 ? 0 : 1, Tally.Rejected.NONE);
    return course.on(new Event.Answered(map, new Answer.Judged(tally, Blocks.MODEL))).next();
  }

  @Test
  void mapsCountWhetherClassifiedRightlyOrNot() {
    Course course =
        Course.begin(new Plan(new Goal.Classified(9), 1, 9, DEADLINE_MS))
            .on(new Event.WindowGranted(20, 1, 0))
            .next();
    assertEquals(9, course.issued());
    for (long map = 8; map >= 0; map--) {
      assertTrue(course.running());
      course = classify(course, map);
    }
    assertInstanceOf(Phase.Succeeded.class, course.phase());
    assertEquals(new Tally(9, 6, Tally.Rejected.NONE), course.counted().tally());
  }

  @Test
  void ofManyDeadLettersTheFirstIsKept() {
    Course course = begun(plan(1000, 500), 8);
    for (long block : List.of(6L, 3L, 5L, 4L)) {
      course = course.on(new Event.Answered(block, new Answer.DeadLettered(LOST))).next();
    }
    assertEquals(List.of(3L), List.copyOf(course.ahead().keySet()));
    // A verdict after all; the others are as blocks without an answer.
    course = answer(course, 3);
    for (long block = 0; block < 3; block++) {
      course = answer(course, block);
    }
    assertTrue(course.running());
    assertEquals(4, course.counted().blocks());
    assertEquals(4, course.outstanding());
    course = course.on(new Event.Answered(4, new Answer.DeadLettered(LOST))).next();
    assertEquals(new Phase.Failed(LOST), course.phase());
  }
}
