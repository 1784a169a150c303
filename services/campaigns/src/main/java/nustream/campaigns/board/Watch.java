package nustream.campaigns.board;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.State;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;

/** One reader of one campaign: holds the newest state that was not sent. Thread-safe. */
final class Watch implements Source<Campaign> {
  private final String id;
  private final Consumer<Watch> onClose;

  /** The newest state that was not asked for yet; null when there is none. */
  private Campaign unsent;

  private boolean lastWasFinal;
  private NustreamException failure;

  /** Asked for before there was something new; the stream asks for one at a time. */
  private CompletableFuture<Optional<Campaign>> asked;

  Watch(Campaign now, Consumer<Watch> onClose) {
    this.id = now.getId();
    this.unsent = now;
    this.onClose = onClose;
  }

  boolean watches(String campaignId) {
    return id.equals(campaignId);
  }

  void offer(Campaign campaign) {
    CompletableFuture<Optional<Campaign>> waiting;
    synchronized (this) {
      unsent = campaign;
      waiting = asked;
      if (waiting != null) {
        take();
        asked = null;
      }
    }
    if (waiting != null) {
      waiting.complete(Optional.of(campaign));
    }
  }

  void fail(NustreamException why) {
    CompletableFuture<Optional<Campaign>> waiting;
    synchronized (this) {
      failure = why;
      waiting = asked;
      asked = null;
    }
    if (waiting != null) {
      waiting.completeExceptionally(why);
    }
  }

  @Override
  public synchronized CompletionStage<Optional<Campaign>> next() {
    if (unsent != null) {
      return CompletableFuture.completedFuture(Optional.of(take()));
    }
    if (lastWasFinal) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    asked = new CompletableFuture<>();
    return asked;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }

  private Campaign take() {
    Campaign taken = unsent;
    unsent = null;
    lastWasFinal = taken.getState() != State.STATE_RUNNING;
    return taken;
  }
}
