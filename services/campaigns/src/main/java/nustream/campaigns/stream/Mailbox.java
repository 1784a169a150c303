package nustream.campaigns.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.board.Board;
import nustream.campaigns.ledger.Ledger;
import nustream.campaigns.v1.Campaign;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * Calls that change campaigns, on their way to the thread that owns the ledger. An answer is given
 * after the change was written. Thread-safe.
 */
@ApplicationScoped
public class Mailbox {
  private final int capacity;
  private final Queue<Call> calls = new ArrayDeque<>();

  /** Called when there is something to take; null while no replica of ours is active. */
  private Runnable onCall;

  @Inject
  public Mailbox(CampaignsConfig config) {
    this.capacity = config.maxWaitingCalls();
  }

  /**
   * Asks for a change. The answer fails with what the change throws, with STANDBY when this replica
   * is not active, and with OVERLOADED when too many calls wait.
   */
  public CompletionStage<Campaign> ask(Function<Ledger, Campaign> change) {
    Call call = new Call(change, new CompletableFuture<>());
    Runnable notice;
    synchronized (this) {
      if (onCall == null) {
        return CompletableFuture.failedFuture(Board.standby());
      }
      if (calls.size() >= capacity) {
        return CompletableFuture.failedFuture(
            new NustreamException(
                ErrorWord.OVERLOADED,
                "waiting calls is " + calls.size() + "; allowed: " + capacity));
      }
      calls.add(call);
      notice = onCall;
    }
    notice.run();
    return call.answer();
  }

  synchronized void open(Runnable notice) {
    onCall = notice;
  }

  /** Turns calls away, also those that wait. */
  void close() {
    List<Call> waiting;
    synchronized (this) {
      onCall = null;
      waiting = new ArrayList<>(calls);
      calls.clear();
    }
    waiting.forEach(call -> call.answer().completeExceptionally(Board.standby()));
  }

  synchronized List<Call> take() {
    List<Call> taken = new ArrayList<>(calls);
    calls.clear();
    return taken;
  }

  /** A change, and where its answer goes. */
  record Call(Function<Ledger, Campaign> change, CompletableFuture<Campaign> answer) {}
}
