package nustream.simulator.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import nustream.messaging.drain.Drain;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * A request whose maps are being made: acknowledged when the broker has all of them, refused at the
 * first that fails, left alone when the service drains. Thread-safe; ends once.
 */
final class OpenRequest {
  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final Message<byte[]> request;
  private final Drain.Work work;
  private final AtomicLong waiting = new AtomicLong(Long.MAX_VALUE);
  private final AtomicBoolean ended = new AtomicBoolean();

  OpenRequest(Message<byte[]> request, Drain.Work work) {
    this.request = request;
    this.work = work;
  }

  /** So many maps are to come. */
  void expect(long maps) {
    waiting.set(maps);
  }

  Message<byte[]> message() {
    return request;
  }

  boolean ended() {
    return ended.get();
  }

  /** The broker has a map. */
  CompletionStage<Void> sent() {
    return waiting.decrementAndGet() == 0 ? end(request::ack) : DONE;
  }

  /** Nobody waits for the maps that are still to come. */
  CompletionStage<Void> passOver() {
    return end(request::ack);
  }

  /** The request cannot be served. */
  CompletionStage<Void> refuse(Throwable reason) {
    return end(() -> request.nack(reason));
  }

  /** Neither acknowledged nor refused: another replica gets it. */
  void leave() {
    var unused = end(() -> DONE);
  }

  private CompletionStage<Void> end(java.util.function.Supplier<CompletionStage<Void>> how) {
    if (!ended.compareAndSet(false, true)) {
      return DONE;
    }
    return how.get().whenComplete((done, failed) -> work.close());
  }
}
