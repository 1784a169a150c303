package nustream.campaigns.pacing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The course of one campaign: a value; {@link #on} gives the next one and the blocks to ask for.
 *
 * <p>Blocks are counted in the order of their numbers. Answers may come in any order and more than
 * once: the first answer to a block stands, and one that comes early waits in {@code ahead}. The
 * campaign ends at the first block at which the counted prefix holds the target, or leaves it out
 * of reach of the budget, or at a block that was dead-lettered. So where it ends, and with which
 * figures, follows from the answers alone; only a cancel and the deadline depend on time.
 *
 * @param issued blocks 0 to {@code issued - 1} have been asked for
 * @param ahead answers that wait for the block {@code counted.blocks()}; their numbers lie above it
 *     and below {@code issued}; empty once the campaign has ended
 * @param modelPinned whether another model than the one that counts has answered; from then on
 *     issues name the digest
 * @param stall the present wait for an answer
 */
public record Course(
    Plan plan,
    Phase phase,
    long issued,
    Counted counted,
    NavigableMap<Long, Answer> ahead,
    boolean modelPinned,
    Stall stall) {
  private static final double DEVIATIONS = 3;

  public Course {
    if (issued < counted.blocks()) {
      throw new IllegalArgumentException(
          "issued " + issued + ", want at least the " + counted.blocks() + " counted blocks");
    }
    if (!ahead.isEmpty() && (ahead.firstKey() <= counted.blocks() || ahead.lastKey() >= issued)) {
      throw new IllegalArgumentException(
          "answers ahead " + ahead.keySet() + ", want within " + counted.blocks() + ".." + issued);
    }
    ahead = Collections.unmodifiableNavigableMap(ahead);
  }

  /** A campaign that has not issued anything yet. */
  public static Course begin(Plan plan) {
    return restore(plan, new Phase.Running(), 0, Counted.NOTHING, new TreeMap<>(), false);
  }

  /** A campaign as it was stored. */
  public static Course restore(
      Plan plan,
      Phase phase,
      long issued,
      Counted counted,
      NavigableMap<Long, Answer> ahead,
      boolean modelPinned) {
    return new Course(plan, phase, issued, counted, ahead, modelPinned, Stall.NOT_STARTED);
  }

  public boolean running() {
    return phase instanceof Phase.Running;
  }

  /** Blocks asked for and not answered yet; 0 once the campaign has ended. */
  public long outstanding() {
    return running() ? issued - counted.blocks() - ahead.size() : 0;
  }

  /** Whether the answer to one of these blocks is here and waits for a block before it. */
  public boolean waits(long first, long end) {
    Long next = ahead.ceilingKey(first);
    return next != null && next < end;
  }

  /** Whether the other one is the same but for how long it has waited. */
  public boolean equalsButForWait(Course other) {
    return waitingSince(other.stall).equals(other);
  }

  /** The next state and the blocks to issue. A campaign that has ended stays as it is. */
  public Step on(Event event) {
    if (!running()) {
      return stay();
    }
    if (event instanceof Event.Answered answered) {
      return answered(answered.block(), answered.answer());
    }
    if (event instanceof Event.WindowGranted granted) {
      return granted(granted);
    }
    if (event instanceof Event.Elapsed elapsed) {
      return elapsed(elapsed.nowMs(), elapsed.patienceMs());
    }
    return end(new Phase.Cancelled(), counted);
  }

  private Step answered(long block, Answer answer) {
    // Below: counted already. Above: not asked for by the state that was kept, so it will be asked
    // for and answered again.
    if (block < counted.blocks() || block >= issued || !news(ahead.get(block), answer)) {
      return stay();
    }
    if (counted.excludes(answer)) {
      return modelPinned ? stay() : pinned(counted, ahead);
    }
    NavigableMap<Long, Answer> waiting = new TreeMap<>(ahead);
    waiting.put(block, answer);
    keepFirstDeadLetter(waiting);
    return fold(waiting);
  }

  /**
   * The first dead letter whose turn comes ends the campaign, so those behind it need not wait. If
   * a verdict outdoes it after all, their blocks are issued again. So however many blocks of a
   * window are lost, one reason is kept.
   */
  private static void keepFirstDeadLetter(NavigableMap<Long, Answer> waiting) {
    boolean[] found = {false};
    waiting
        .values()
        .removeIf(
            answer -> {
              boolean behind = found[0];
              found[0] |= answer instanceof Answer.DeadLettered;
              return behind && answer instanceof Answer.DeadLettered;
            });
  }

  /** A verdict on a block that was issued again outdoes the dead letter of its first issue. */
  private static boolean news(Answer known, Answer answer) {
    return known == null || known instanceof Answer.DeadLettered && answer instanceof Answer.Judged;
  }

  private Step fold(NavigableMap<Long, Answer> waiting) {
    Counted sum = counted;
    boolean disagreed = false;
    while (waiting.containsKey(sum.blocks())) {
      Answer next = waiting.remove(sum.blocks());
      if (next instanceof Answer.DeadLettered lost) {
        return end(new Phase.Failed(lost.reason()), sum);
      }
      sum = sum.plus((Answer.Judged) next);
      if (plan.goal().reachedBy(sum.tally()) >= plan.goal().target()) {
        return end(new Phase.Succeeded(), sum);
      }
      if (Shortfall.certain(plan, sum)) {
        return end(new Phase.Failed(Shortfall.ofBudget(plan, sum)), sum);
      }
      // Finds something at block 0 only: once a model counts, others are refused on arrival.
      disagreed |= waiting.values().removeIf(sum::excludes);
    }
    return disagreed
        ? pinned(sum, waiting)
        : new Step(new Course(plan, phase, issued, sum, waiting, modelPinned, stall), List.of());
  }

  /** Asks again for every block without an answer, now by the digest of the model that counts. */
  private Step pinned(Counted sum, NavigableMap<Long, Answer> waiting) {
    Course next = new Course(plan, phase, issued, sum, waiting, true, stall);
    return new Step(next, next.unanswered());
  }

  private Step granted(Event.WindowGranted window) {
    long needed = Math.min(plan.maxBlocks() - counted.blocks(), blocksStillNeeded());
    long limit =
        Math.max(counted.blocks() + Math.min(window.blocks(), needed), deepLimit(window.deep()));
    boolean fewForNow = window.blocks() < needed && limit - issued < window.atOnce();
    if (limit <= issued || fewForNow) {
      return stay();
    }
    Course next = new Course(plan, phase, limit, counted, ahead, modelPinned, stall);
    return new Step(next, LongStream.range(issued, limit).mapToObj(this::issue).toList());
  }

  /**
   * Up to where blocks may be issued in advance of the window: so many without an answer, and no
   * more than the target is sure to take. Nothing before the first counted block, which says how
   * many that are and what they cost.
   *
   * <p>The span behind the counted prefix may be twice as long: a worker that has several
   * partitions works them off one after the other, so of P partitions up to (P - 1)/P of the blocks
   * are answered ahead of the oldest one, and the others would have nothing to do meanwhile.
   */
  private long deepLimit(int deep) {
    if (deep == 0 || counted.blocks() == 0) {
      return 0;
    }
    long left = plan.maxBlocks() - counted.blocks();
    long span = Math.min(2L * deep, Math.min(left, blocksSurelyNeeded()));
    return Math.min(counted.blocks() + span, issued + Math.max(0, deep - outstanding()));
  }

  /**
   * Blocks that the target takes even if the fraction is three standard deviations above the one so
   * far: the root of a count scatters by 1/2, and where m = (sqrt(k + 1) + 3/2)^2 are expected, k
   * or fewer come about once in 500 cases (k = 0: e^-6.25). And even if those to come are three
   * above what is then expected: x + 3 sqrt x are the missing ones. So what is issued within it is
   * seldom surplus.
   */
  private long blocksSurelyNeeded() {
    Tally tally = counted.tally();
    long reached = plan.goal().reachedBy(tally);
    double most = Math.pow(Math.sqrt(reached + 1) + DEVIATIONS / 2, 2);
    double fraction = Math.min(1, most / Math.max(1, tally.generated()));
    double missing = plan.goal().target() - reached;
    double root = (Math.sqrt(DEVIATIONS * DEVIATIONS + 4 * missing) - DEVIATIONS) / 2;
    return (long) Math.ceil(root * root / (fraction * plan.blockSize()));
  }

  /**
   * Blocks behind the counted prefix that the target is expected to take at the fraction so far (1
   * before the first answer), and one to spare: it is short about half of the time, and coming back
   * for one more block costs a whole block's time.
   */
  private long blocksStillNeeded() {
    Tally tally = counted.tally();
    long reached = plan.goal().reachedBy(tally);
    if (tally.generated() > 0 && reached == 0) {
      return Long.MAX_VALUE;
    }
    double fraction = tally.generated() == 0 ? 1 : (double) reached / tally.generated();
    double missing = plan.goal().target() - reached;
    return 1 + (long) Math.ceil(missing / (fraction * plan.blockSize()));
  }

  private Step elapsed(long nowMs, long patienceMs) {
    if (nowMs >= plan.deadlineMs()) {
      return end(new Phase.Failed(Shortfall.ofTime(plan, counted)), counted);
    }
    long answers = counted.blocks() + ahead.size();
    if (answers != stall.answered() || outstanding() == 0) {
      return new Step(waitingSince(new Stall(answers, nowMs, 0)), List.of());
    }
    return stall.over(nowMs, patienceMs)
        ? new Step(waitingSince(stall.reissued(nowMs)), unanswered())
        : stay();
  }

  private Course waitingSince(Stall wait) {
    return new Course(plan, phase, issued, counted, ahead, modelPinned, wait);
  }

  private Step end(Phase end, Counted sum) {
    return new Step(
        new Course(plan, end, issued, sum, new TreeMap<>(), modelPinned, stall), List.of());
  }

  private Step stay() {
    return new Step(this, List.of());
  }

  private List<Issue> unanswered() {
    List<Issue> issues = new ArrayList<>();
    for (long block = counted.blocks(); block < issued; block++) {
      if (!ahead.containsKey(block)) {
        issues.add(issue(block));
      }
    }
    return issues;
  }

  private Issue issue(long block) {
    return new Issue(
        block, modelPinned ? counted.model().map(AnsweringModel::digest) : Optional.empty());
  }
}
