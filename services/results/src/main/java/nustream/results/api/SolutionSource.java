package nustream.results.api;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;
import nustream.results.store.Origin;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.SolutionWalk;
import nustream.results.store.StoredSolution;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamSolutionsRequest;

/**
 * The items of one stream, asked for one at a time. A page is read when the one before has been
 * handed out; at the end of what there is nothing happens until more is written.
 */
final class SolutionSource implements Source<SolutionItem> {
  private final SolutionDatabase database;
  private final Supplier<SolutionWalk> opening;
  private final CompletionStage<Void> ready;
  private final boolean untilEnd;
  private final long limit;
  private final Executor executor;
  private final CallOutcome outcome;
  private final Runnable onClose;
  private final Runnable unlisten;
  private final Queue<StoredSolution> page = new ArrayDeque<>();

  /** Set while an item is asked for and nothing is left to be read. */
  private final AtomicBoolean waiting = new AtomicBoolean();

  private volatile CompletableFuture<Optional<SolutionItem>> asked = new CompletableFuture<>();
  private volatile boolean closed;
  private volatile boolean draining;
  private SolutionWalk walk;
  private boolean announce;
  private long fixedEnd;
  private long handedOut;

  /**
   * @param opening makes the walk, on the executor, once {@code ready} has completed
   * @param outcome told how the stream ends, and closed with it
   * @param onClose run when the stream is over
   */
  SolutionSource(
      SolutionDatabase database,
      StreamSolutionsRequest request,
      Supplier<SolutionWalk> opening,
      CompletionStage<Void> ready,
      Executor executor,
      CallOutcome outcome,
      Runnable onClose) {
    this.database = database;
    this.opening = opening;
    this.ready = ready;
    this.untilEnd = request.getUntilEnd();
    // An unsigned number: what is negative here is more than there can be.
    this.limit = request.getLimit() <= 0 ? Long.MAX_VALUE : request.getLimit();
    this.announce = request.getAnnounceStart();
    this.executor = executor;
    this.outcome = outcome;
    this.onClose = onClose;
    this.unlisten = database.onChange(this::wake);
  }

  @Override
  public CompletionStage<Optional<SolutionItem>> next() {
    var answer = new CompletableFuture<Optional<SolutionItem>>();
    asked = answer;
    if (draining) {
      fail(draining());
    } else if (handedOut == limit) {
      finish();
    } else if (!page.isEmpty()) {
      answer.complete(Optional.of(item(page.remove())));
    } else if (walk == null) {
      var unused = ready.whenCompleteAsync((done, late) -> open(late), executor);
    } else {
      executor.execute(this::load);
    }
    return answer;
  }

  /** Ends the stream from outside: the service goes down. */
  void drain() {
    draining = true;
    fail(draining());
  }

  @Override
  public void close() {
    closed = true;
    unlisten.run();
    outcome.close();
    onClose.run();
  }

  private void open(Throwable late) {
    if (late != null) {
      fail(late);
      return;
    }
    try {
      walk = opening.get();
      fixedEnd = database.extent().endSeq();
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    if (announce) {
      var start = SolutionItem.newBuilder().setCursor(walk.cursor().encode()).build();
      asked.complete(Optional.of(start));
    } else {
      load();
    }
  }

  private void load() {
    try {
      while (page.isEmpty() && !closed) {
        if (walk.isAt(end())) {
          if (untilEnd) {
            finish();
            return;
          }
          waiting.set(true);
          // Something may have been written after the end was looked at and before waiting.
          if (walk.isAt(end()) || !waiting.compareAndSet(true, false)) {
            return;
          }
        }
        page.addAll(walk.next(end()));
      }
      if (!closed) {
        asked.complete(Optional.of(item(page.remove())));
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** On the thread that writes. */
  private void wake() {
    if (waiting.compareAndSet(true, false)) {
      executor.execute(this::load);
    }
  }

  private long end() {
    return untilEnd ? fixedEnd : database.extent().endSeq();
  }

  private void finish() {
    outcome.succeeded();
    asked.complete(Optional.empty());
  }

  private void fail(Throwable failure) {
    asked.completeExceptionally(outcome.failed(failure));
  }

  private SolutionItem item(StoredSolution stored) {
    walk.handedOut(stored);
    handedOut++;
    outcome.handedOut();
    Origin origin = stored.origin();
    return SolutionItem.newBuilder()
        .setSolution(stored.solution())
        .setCursor(walk.cursor().encode())
        .setCampaignId(origin.campaign())
        .setModelDigest(origin.modelDigest())
        .setPrior(origin.prior())
        .setRelease(origin.release())
        .setOrdering(origin.ordering())
        .build();
  }

  private static NustreamException draining() {
    return new NustreamException(
        ErrorWord.DRAINING, "shutting down; go on from the last cursor at another replica");
  }
}
