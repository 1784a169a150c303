package nustream.results.api;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.Stored;
import nustream.results.store.Walk;

/**
 * The items of one stream, asked for one at a time. A page is read when the one before has been
 * handed out; at the end of what there is nothing happens until more is written.
 */
final class WalkSource<S extends Stored, I> implements Source<I> {
  private final StreamOrder<S, I> order;
  private final CompletionStage<Void> ready;
  private final Executor executor;
  private final CallOutcome outcome;
  private final Runnable onClose;
  private final Runnable unlisten;
  private final Queue<S> page = new ArrayDeque<>();

  /** Set while an item is asked for and nothing is left to be read. */
  private final AtomicBoolean waiting = new AtomicBoolean();

  private volatile CompletableFuture<Optional<I>> asked = new CompletableFuture<>();
  private volatile boolean closed;
  private volatile boolean draining;
  private Walk<S> walk;
  private long fixedEnd;
  private long handedOut;

  /**
   * @param order its walk is opened, on the executor, once {@code ready} has completed
   * @param outcome told how the stream ends, and closed with it
   * @param onClose run when the stream is over
   */
  WalkSource(
      SolutionDatabase database,
      StreamOrder<S, I> order,
      CompletionStage<Void> ready,
      Executor executor,
      CallOutcome outcome,
      Runnable onClose) {
    this.order = order;
    this.ready = ready;
    this.executor = executor;
    this.outcome = outcome;
    this.onClose = onClose;
    this.unlisten = database.onChange(this::wake);
  }

  @Override
  public CompletionStage<Optional<I>> next() {
    var answer = new CompletableFuture<Optional<I>>();
    asked = answer;
    if (draining) {
      fail(draining());
    } else if (handedOut == order.terms().limit()) {
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
      walk = order.opening().get();
      fixedEnd = walk.extent().endSeq();
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    if (order.terms().announceStart()) {
      asked.complete(Optional.of(order.items().start(walk.cursor().encode())));
    } else {
      load();
    }
  }

  private void load() {
    try {
      while (page.isEmpty() && !closed) {
        if (walk.isAt(end())) {
          if (order.terms().untilEnd()) {
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
    return order.terms().untilEnd() ? fixedEnd : walk.extent().endSeq();
  }

  private void finish() {
    outcome.succeeded();
    asked.complete(Optional.empty());
  }

  private void fail(Throwable failure) {
    asked.completeExceptionally(outcome.failed(failure));
  }

  private I item(S stored) {
    walk.handedOut(stored);
    handedOut++;
    outcome.handedOut();
    return order.items().of(stored, walk.cursor().encode());
  }

  private static NustreamException draining() {
    return new NustreamException(
        ErrorWord.DRAINING, "shutting down; go on from the last cursor at another replica");
  }
}
