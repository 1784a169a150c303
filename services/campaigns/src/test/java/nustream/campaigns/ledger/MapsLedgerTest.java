package nustream.campaigns.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.Reason;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.LensingOrder;
import nustream.campaigns.v1.State;
import nustream.contracts.Topics;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapRequest;
import nustream.lensing.v1.MapSeries;
import org.junit.jupiter.api.Test;

/** Orders for maps: windows of 8, requests of at most 4. */
class MapsLedgerTest {
  private static final String MODEL = "sha256:" + "a".repeat(64);
  private static final String OTHER = "sha256:" + "b".repeat(64);
  private static final MapSeries SERIES =
      MapSeries.newBuilder()
          .addCosmologies(Cosmology.getDefaultInstance())
          .addCosmologies(Cosmology.newBuilder().setSumMnuEv(0.1))
          .setSeed(3)
          .build();
  private static final LedgerSettings SETTINGS =
      new LedgerSettings(
          new Pace(10, 4, 1), new Pace(1, 8, 4), Depths.of(60, 9), 4, 4, Duration.ofSeconds(1));

  private final Map<String, Campaign> written = new LinkedHashMap<>();
  private Ledger ledger = new Ledger(SETTINGS, List.of());

  private static NewCampaign order(long maps) {
    LensingOrder order =
        LensingOrder.newBuilder().setMaps(maps).setSeries(SERIES).setModel("nu-cnn").build();
    return new NewCampaign("c", new MapsOrder(order), maps, 60);
  }

  private List<WorkRequest> write() {
    ledger.advance(0);
    Changes changes = ledger.takeChanges();
    changes.campaigns().forEach(campaign -> written.put(campaign.getId(), campaign));
    return changes.requests();
  }

  /** "first+count" of every request. */
  private static List<String> ranges(List<WorkRequest> requests) {
    List<String> ranges = new ArrayList<>();
    for (WorkRequest request : requests) {
      MapRequest maps = (MapRequest) request.message();
      ranges.add(maps.getFirst() + "+" + maps.getCount());
    }
    return ranges;
  }

  private void classify(long number, double logit, String digest) {
    Classification map =
        Classification.newBuilder()
            .setLabel((int) (number % 2))
            .setLogit(logit)
            .setModelDigest(digest)
            .build();
    ledger.answered(
        "c",
        new Answered(Order.Kind.MAPS, number, 1, MapAnswers.judged(map), OptionalDouble.of(0.01)),
        1);
  }

  private Campaign now() {
    return written.get("c");
  }

  @Test
  void requestsAreRanges() {
    ledger.create(order(13), 0);
    List<WorkRequest> requests = write();
    assertEquals(List.of("0+4", "4+4"), ranges(requests));
    assertEquals(Topics.MAP_REQUESTS, requests.get(0).topic());
    assertEquals(
        MapRequest.newBuilder()
            .setCampaignId("c")
            .setFirst(4)
            .setCount(4)
            .setSeries(SERIES)
            .setModel("nu-cnn")
            .build(),
        requests.get(1).message());
    for (long map = 0; map < 3; map++) {
      classify(map, 1, MODEL);
      assertEquals(List.of(), write());
    }
    classify(3, 1, MODEL);
    assertEquals(List.of("8+4"), ranges(write()));
    for (long map = 4; map < 9; map++) {
      classify(map, 1, MODEL);
    }
    assertEquals(List.of("12+1"), ranges(write()));
  }

  @Test
  void countsWhatWasClassifiedRightly() {
    ledger.create(order(6), 0);
    write();
    // Labels are 0, 1, 0, 1, 0, 1; 0 is not above 0.
    double[] logits = {-1, 2, 3, -4, 0, 0};
    for (int map = 5; map >= 0; map--) {
      classify(map, logits[map], MODEL);
      classify(map, -logits[map], MODEL);
    }
    write();
    assertEquals(State.STATE_SUCCEEDED, now().getState());
    assertEquals(6, now().getProgress().getGenerated());
    assertEquals(3, now().getProgress().getAccepted());
    assertEquals(5, now().getProgress().getFinalBlock());
    assertEquals(1, now().getProgress().getBlockSize());
    assertEquals(6, now().getLimits().getMaxBlocks());
    assertEquals(MODEL, now().getProgress().getModelDigest());
  }

  @Test
  void isTheSameAfterARestartAndGoesOnWithTheModelThatCounts() {
    ledger.create(order(20), 0);
    write();
    classify(0, -1, MODEL);
    classify(2, 1, MODEL);
    classify(1, 1, OTHER);
    assertEquals(List.of("1+1", "3+4", "7+1"), ranges(write()));
    classify(3, 1, MODEL);
    ledger.answered("c", lost(7, 1), 1);
    write();
    List<Campaign> before = ledger.campaigns();
    ledger = new Ledger(SETTINGS, List.copyOf(written.values()));
    assertEquals(before, ledger.campaigns());
    // What was not counted is read again.
    classify(2, 1, MODEL);
    classify(3, 1, MODEL);
    ledger.answered("c", lost(7, 1), 1);
    assertTrue(ledger.waits("c", lost(5, 3)));
    assertFalse(ledger.waits("c", lost(4, 3)));
    classify(1, 1, MODEL);
    assertFalse(ledger.waits("c", lost(0, 4)));
    List<WorkRequest> requests = write();
    assertEquals(List.of("8+4"), ranges(requests));
    assertEquals(MODEL, ((MapRequest) requests.get(0).message()).getModel());
    assertEquals(4, now().getProgress().getBlocksCounted());
    assertEquals(3, now().getProgress().getAccepted());
  }

  private static Answered lost(long first, long count) {
    return new Answered(
        Order.Kind.MAPS,
        first,
        count,
        new Answer.DeadLettered(new Reason("OVER_LIMIT", "pixels is 512")),
        OptionalDouble.empty());
  }

  @Test
  void theDeadLetterOfARequestIsThatOfItsMaps() {
    ledger.create(order(20), 0);
    write();
    ledger.answered("c", lost(4, 1L << 32), 1);
    for (long map = 0; map < 4; map++) {
      classify(map, 1, MODEL);
    }
    write();
    assertEquals(State.STATE_FAILED, now().getState());
    assertEquals("OVER_LIMIT: pixels is 512", now().getReason());
    assertEquals(3, now().getProgress().getFinalBlock());
  }

  @Test
  void answersOfOtherWorkersArePassedOver() {
    ledger.create(order(20), 0);
    write();
    Answer letter = lost(0, 1).answer();
    ledger.answered(
        "c", new Answered(Order.Kind.SOLUTIONS, 0, 1, letter, OptionalDouble.empty()), 1);
    ledger.answered("c", lost(-1, 5), 1);
    ledger.answered("c", lost(8, 5), 1);
    write();
    assertEquals(State.STATE_RUNNING, now().getState());
    assertFalse(ledger.waits("c", lost(0, 20)));
  }

  @Test
  void timeRunsOutWithTheMapsSoFar() {
    ledger.create(order(20), 0);
    write();
    classify(0, 1, MODEL);
    ledger.advance(60_000);
    write();
    assertEquals("BUDGET_EXHAUSTED: out of time with 1 of 20 maps classified", now().getReason());
  }

  @Test
  void refusesWhatIsNoClassification() {
    assertThrows(IllegalArgumentException.class, () -> classify(0, Double.NaN, MODEL));
    assertThrows(IllegalArgumentException.class, () -> classify(0, 1, ""));
  }
}
