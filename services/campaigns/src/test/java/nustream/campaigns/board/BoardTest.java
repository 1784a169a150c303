package nustream.campaigns.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;
import nustream.campaigns.v1.State;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardTest {
  private final Board board = new Board(2);

  private static Campaign campaign(String id, State state, long accepted) {
    return Campaign.newBuilder()
        .setId(id)
        .setState(state)
        .setProgress(Progress.newBuilder().setAccepted(accepted))
        .build();
  }

  private static Campaign running(long accepted) {
    return campaign("c", State.STATE_RUNNING, accepted);
  }

  private static CompletableFuture<Optional<Campaign>> next(Source<Campaign> watch) {
    return watch.next().toCompletableFuture();
  }

  private static ErrorWord refused(Runnable call) {
    return assertThrows(NustreamException.class, call::run).word();
  }

  @BeforeEach
  void open() {
    board.open(List.of(running(0)));
  }

  @Test
  void aWatchGivesTheStateNowThenEachChangeThenTheEnd() {
    Source<Campaign> watch = board.watch("c");
    assertEquals(Optional.of(running(0)), next(watch).join());
    CompletableFuture<Optional<Campaign>> change = next(watch);
    assertFalse(change.isDone());
    board.publish(campaign("other", State.STATE_RUNNING, 7));
    assertFalse(change.isDone());
    assertEquals(running(0), board.publish(running(1)));
    assertEquals(Optional.of(running(1)), change.join());
    Campaign end = campaign("c", State.STATE_SUCCEEDED, 2);
    board.publish(end);
    assertEquals(Optional.of(end), next(watch).join());
    assertEquals(Optional.empty(), next(watch).join());
  }

  @Test
  void aSlowReaderMissesStepsButNotTheLast() {
    Source<Campaign> watch = board.watch("c");
    for (int accepted = 1; accepted <= 1_000; accepted++) {
      board.publish(running(accepted));
    }
    assertEquals(Optional.of(running(1_000)), next(watch).join());
    assertFalse(next(watch).isDone());
  }

  @Test
  void aWatchOfAnEndedCampaignEndsAtOnce() {
    Campaign end = campaign("c", State.STATE_FAILED, 2);
    board.publish(end);
    Source<Campaign> watch = board.watch("c");
    assertEquals(Optional.of(end), next(watch).join());
    assertEquals(Optional.empty(), next(watch).join());
  }

  @Test
  void closingEndsWatchesAndTurnsCallsAway() {
    Source<Campaign> watch = board.watch("c");
    assertTrue(next(watch).join().isPresent());
    CompletableFuture<Optional<Campaign>> waiting = next(watch);
    board.close();
    CompletionException ended = assertThrows(CompletionException.class, waiting::join);
    assertEquals(ErrorWord.STANDBY, ((NustreamException) ended.getCause()).word());
    assertTrue(next(watch).isCompletedExceptionally());
    assertEquals(ErrorWord.STANDBY, refused(() -> board.get("c")));
    assertEquals(ErrorWord.STANDBY, refused(() -> board.watch("c")));
    assertEquals(ErrorWord.STANDBY, refused(() -> board.newest(any -> true, 1)));
  }

  @Test
  void watchesAreBoundedAndGivenBack() {
    Source<Campaign> first = board.watch("c");
    Source<Campaign> second = board.watch("c");
    assertEquals(ErrorWord.OVERLOADED, refused(() -> board.watch("c")));
    first.close();
    assertEquals(1, board.watches());
    second.close();
    assertEquals(0, board.watches());
  }

  @Test
  void whatIsTakenDownIsUnknown() {
    board.remove("c");
    assertEquals(ErrorWord.UNKNOWN_CAMPAIGN, refused(() -> board.get("c")));
  }
}
