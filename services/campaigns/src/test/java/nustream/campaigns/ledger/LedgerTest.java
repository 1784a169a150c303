package nustream.campaigns.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.AnsweringModel;
import nustream.campaigns.pacing.Reason;
import nustream.campaigns.pacing.Tally;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.FlavorOrder;
import nustream.campaigns.v1.State;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Sampling;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final AnsweringModel MODEL = new AnsweringModel("sha256:" + "a".repeat(64), "box");
  private static final AnsweringModel OTHER = new AnsweringModel("sha256:" + "b".repeat(64), "box");
  private static final Sampling SAMPLING =
      Sampling.newBuilder()
          .setRelease("NuFIT-6.0-SK")
          .setOrdering(Ordering.ORDERING_NORMAL)
          .setModel("seesaw-informed")
          .setSeed(7)
          .build();

  /** What Kafka would hold. */
  private final Map<String, Campaign> written = new LinkedHashMap<>();

  private Ledger ledger = ledger(4, 2, 1);

  private static Ledger ledger(int window, int maxRunning, int keepEnded) {
    return new Ledger(settings(10, window, maxRunning, keepEnded), List.of());
  }

  private static LedgerSettings settings(int blockSize, int window, int maxRunning, int keepEnded) {
    return settings(blockSize, window, maxRunning, keepEnded, Depths.NONE);
  }

  private static LedgerSettings settings(
      int blockSize, int window, int maxRunning, int keepEnded, Depth depth) {
    return new LedgerSettings(
        new Pace(blockSize, window, 1),
        new Pace(1, 8, 4),
        depth,
        maxRunning,
        keepEnded,
        Duration.ofSeconds(1));
  }

  private void answered(String id, long block, Answer answer, long nowMs) {
    answered(id, block, answer, OptionalDouble.empty(), nowMs);
  }

  private void answered(String id, long block, Answer answer, OptionalDouble seconds, long nowMs) {
    ledger.answered(id, new Answered(Order.Kind.SOLUTIONS, block, 1, answer, seconds), nowMs);
  }

  private static NewCampaign order(String id, long target) {
    return new NewCampaign(
        id,
        new SolutionsOrder(
            FlavorOrder.newBuilder().setTargetAccepted(target).setSampling(SAMPLING).build()),
        1_000,
        60);
  }

  private static Answer accepted(int accepted, AnsweringModel model) {
    return new Answer.Judged(
        new Tally(10, accepted, new Tally.Rejected(10 - accepted, 0, 1, 0, 2, 0)), model);
  }

  private List<SampleRequest> write(long nowMs) {
    ledger.advance(nowMs);
    Changes changes = ledger.takeChanges();
    changes.campaigns().forEach(campaign -> written.put(campaign.getId(), campaign));
    changes.forgotten().forEach(written::remove);
    assertFalse(ledger.hasChanges());
    return changes.requests().stream()
        .map(WorkRequest::message)
        .map(SampleRequest.class::cast)
        .toList();
  }

  private static ErrorWord refused(Runnable call) {
    return assertThrows(NustreamException.class, call::run).word();
  }

  @Test
  void requestsCarryTheOrder() {
    ledger.create(order("c", 500), 0);
    assertTrue(ledger.urgent());
    List<SampleRequest> requests = write(0);
    assertEquals(4, requests.size());
    assertEquals(
        SampleRequest.newBuilder()
            .setCampaignId("c")
            .setBlock(3)
            .setCount(10)
            .setSampling(SAMPLING)
            .build(),
        requests.get(3));
    assertEquals(4, written.get("c").getProgress().getBlocksIssued());
    assertEquals(4, ledger.outstanding());
    assertFalse(ledger.urgent());
  }

  @Test
  void theSameOrderAgainIsTheSameCampaign() {
    ledger.create(order("c", 500), 0);
    write(0);
    answered("c", 0, accepted(5, MODEL), 1);
    assertEquals(5, ledger.create(order("c", 500), 2).getProgress().getAccepted());
    assertEquals(ErrorWord.ALREADY_EXISTS, refused(() -> ledger.create(order("c", 501), 2)));
  }

  @Test
  void refusesMoreThanMayRun() {
    ledger.create(order("a", 500), 0);
    ledger.create(order("b", 500), 0);
    assertEquals(ErrorWord.OVER_LIMIT, refused(() -> ledger.create(order("c", 500), 0)));
    ledger.cancel("a", 1);
    assertEquals("c", ledger.create(order("c", 500), 2).getId());
  }

  @Test
  void campaignsShareTheWindow() {
    ledger.create(order("a", 500), 0);
    ledger.create(order("b", 500), 0);
    List<SampleRequest> requests = write(0);
    assertEquals(2, requests.stream().filter(r -> r.getCampaignId().equals("a")).count());
    assertEquals(2, requests.stream().filter(r -> r.getCampaignId().equals("b")).count());
    ledger.cancel("a", 1);
    assertEquals(2, write(1).size());
    assertEquals(4, ledger.outstanding());
  }

  private static long of(String id, List<SampleRequest> requests) {
    return requests.stream().filter(request -> request.getCampaignId().equals(id)).count();
  }

  @Test
  void whatIsSurelyNeededIsIssuedUpToTheBacklogInSeconds() {
    ledger = new Ledger(settings(10, 4, 2, 1, Depths.of(30, 1_000)), List.of());
    ledger.create(order("c", 900), 0);
    // Nobody knows yet how many it takes.
    assertEquals(4, write(0).size());
    answered("c", 0, accepted(8, MODEL), OptionalDouble.empty(), 1);
    // 10 candidates of 0.1 s each by the settings: 30 s are 30 blocks.
    assertEquals(27, write(1).size());
    assertEquals(30, ledger.outstanding());
    answered("c", 1, accepted(8, MODEL), OptionalDouble.of(0.5), 2);
    // Half a second each as measured: 60 blocks.
    assertEquals(31, write(2).size());
    assertEquals(60, ledger.outstanding());
  }

  @Test
  void theBacklogIsSharedAndTheirRequestsTakeTurns() {
    ledger = new Ledger(settings(10, 4, 2, 1, Depths.of(30, 1_000)), List.of());
    ledger.create(order("a", 900), 0);
    write(0);
    answered("a", 0, accepted(8, MODEL), 1);
    write(1);
    ledger.create(order("b", 900), 2);
    assertEquals(2, of("b", write(2)));
    answered("b", 0, accepted(8, MODEL), 3);
    for (long block = 1; block < 20; block++) {
      answered("a", block, accepted(8, MODEL), 3);
    }
    List<SampleRequest> requests = write(3);
    assertEquals(4, of("a", requests));
    assertEquals(14, of("b", requests));
    assertEquals(
        List.of("a", "b", "a", "b", "a", "b", "a", "b", "b", "b"),
        requests.stream().limit(10).map(SampleRequest::getCampaignId).toList());
  }

  @Test
  void theBacklogIsBoundedInBlocksAsWell() {
    ledger = new Ledger(settings(10, 4, 2, 1, Depths.of(30, 12)), List.of());
    ledger.create(order("c", 900), 0);
    write(0);
    answered("c", 0, accepted(8, MODEL), 1);
    write(1);
    assertEquals(12, ledger.outstanding());
  }

  @Test
  void aCampaignThatEndsAsksForNothingMore() {
    ledger.create(order("c", 500), 0);
    ledger.advance(0);
    ledger.cancel("c", 1);
    assertEquals(List.of(), write(1));
    assertEquals(State.STATE_CANCELLED, written.get("c").getState());
    assertEquals(1, written.get("c").getEndedAtMs());
    assertFalse(written.get("c").getProgress().hasFinalBlock());
    assertEquals(0, ledger.outstanding());
  }

  @Test
  void unknownCampaigns() {
    assertEquals(ErrorWord.UNKNOWN_CAMPAIGN, refused(() -> ledger.cancel("x", 0)));
    answered("x", 0, accepted(1, MODEL), 0);
    assertFalse(ledger.hasChanges());
  }

  @Test
  void forgetsTheCampaignsThatEndedFirst() {
    for (String id : List.of("a", "b", "c")) {
      ledger.create(order(id, 500), id.charAt(0));
      ledger.cancel(id, 1_000 - id.charAt(0));
      write(1_000);
    }
    // "a" ended last.
    assertEquals(List.of("a"), List.copyOf(written.keySet()));
    assertEquals(1, ledger.campaigns().size());
  }

  @Test
  void waitingAloneIsNotWritten() {
    ledger.create(order("c", 500), 0);
    write(0);
    ledger.advance(10);
    assertFalse(ledger.hasChanges());
  }

  @Test
  void isTheSameAfterARestart() {
    ledger.create(order("c", 25), 0);
    write(0);
    answered("c", 0, accepted(6, MODEL), 1);
    answered("c", 2, accepted(4, MODEL), 2);
    answered("c", 3, new Answer.DeadLettered(new Reason("OVER_LIMIT", "count is 10")), 3);
    answered("c", 1, accepted(1, OTHER), 4);
    write(4);
    List<Campaign> before = ledger.campaigns();
    written.values().forEach(Ledger::check);
    ledger = new Ledger(settings(99, 4, 2, 1), List.copyOf(written.values()));
    assertEquals(before, ledger.campaigns());

    // What was not counted is read again.
    answered("c", 2, accepted(4, MODEL), 5);
    answered("c", 3, new Answer.DeadLettered(new Reason("OVER_LIMIT", "count is 10")), 5);
    // The block that another model answered counts once the right one answers.
    answered("c", 1, accepted(5, MODEL), 5);
    write(5);
    Campaign end = written.get("c");
    assertEquals(State.STATE_FAILED, end.getState());
    assertEquals("OVER_LIMIT: count is 10", end.getReason());
    assertEquals(15, end.getProgress().getAccepted());
    assertEquals(30, end.getProgress().getGenerated());
    assertEquals(2, end.getProgress().getFinalBlock());
    assertEquals(15, end.getProgress().getRejections().getDm221());
    assertEquals(10, end.getProgress().getBlockSize());
    assertEquals(MODEL.digest(), end.getProgress().getModelDigest());
  }

  @Test
  void theDeadlineIsThatOfTheOrder() {
    ledger.create(order("c", 500), 1_000);
    write(60_999);
    assertEquals(State.STATE_RUNNING, written.get("c").getState());
    write(61_000);
    assertEquals(State.STATE_FAILED, written.get("c").getState());
    assertTrue(written.get("c").getReason().startsWith(ErrorWord.BUDGET_EXHAUSTED + ": "));
  }

  @Test
  void tooLowAnAcceptanceHasTheWordOfTheErrorTable() {
    ledger.create(order("c", 1_000), 0);
    write(0);
    answered("c", 0, accepted(9, MODEL), 1);
    write(1);
    assertTrue(written.get("c").getReason().startsWith(ErrorWord.ACCEPTANCE_TOO_LOW + ": "));
  }

  @Test
  void refusesRecordsThatNoLedgerWrote() {
    assertThrows(IllegalArgumentException.class, () -> Ledger.check(Campaign.newBuilder().build()));
    ledger.create(order("c", 500), 0);
    write(0);
    Campaign.Builder broken = written.get("c").toBuilder();
    broken.getProgressBuilder().setBlocksCounted(9);
    assertThrows(IllegalArgumentException.class, () -> Ledger.check(broken.build()));
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> ledger(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> ledger(129, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> ledger(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Depths.of(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> Depths.of(1, 0));
    assertThrows(IllegalArgumentException.class, () -> Depths.of(1, 65_537));
  }
}
