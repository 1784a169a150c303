package nustream.campaigns.scaling.api;

import externalscaler.IsActiveResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether a worker has anything to do: at once, with every change, and as a heartbeat. A question
 * that fails ends the stream with its error; KEDA asks again. Thread-safe.
 */
final class ActivityStream implements OpenStreams.Stream<IsActiveResponse> {
  private final Supplier<CompletionStage<Boolean>> question;
  private final long heartbeatNanos;
  private final LongSupplier nanoTime;
  private final ScheduledFuture<?> looking;
  private final Runnable onClose;

  /** Asked for and not answered; null when the reader has not taken the last one yet. */
  private CompletableFuture<Optional<IsActiveResponse>> asked;

  /** What was said last, and when; null before the first answer. */
  private Boolean said;

  private long saidNanos;

  /** Why the stream ends, where it was told while nobody waited. */
  private Throwable end;

  /**
   * @param question must not block
   * @param every how often the question is asked
   * @param heartbeat something is said at least so often
   */
  ActivityStream(
      Supplier<CompletionStage<Boolean>> question,
      Duration every,
      Duration heartbeat,
      ScheduledExecutorService scheduler,
      LongSupplier nanoTime,
      Runnable onClose) {
    this.question = question;
    this.heartbeatNanos = heartbeat.toNanos();
    this.nanoTime = nanoTime;
    this.onClose = onClose;
    this.looking =
        scheduler.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletionStage<Optional<IsActiveResponse>> next() {
    CompletableFuture<Optional<IsActiveResponse>> next = new CompletableFuture<>();
    boolean first;
    synchronized (this) {
      if (end != null) {
        return CompletableFuture.failedFuture(end);
      }
      asked = next;
      first = said == null;
    }
    if (first) {
      look();
    }
    return next;
  }

  @Override
  public void close() {
    looking.cancel(false);
    onClose.run();
  }

  /** Ends the stream with this failure: now, or when its next word is asked for. */
  @Override
  public void fail(Throwable why) {
    CompletableFuture<Optional<IsActiveResponse>> waiting;
    synchronized (this) {
      end = why;
      waiting = takeAsked();
    }
    if (waiting != null) {
      waiting.completeExceptionally(why);
    }
  }

  private void look() {
    synchronized (this) {
      if (asked == null) {
        return;
      }
    }
    try {
      var unused =
          question
              .get()
              .whenComplete(
                  (active, failure) -> {
                    if (failure == null) {
                      say(active);
                    } else {
                      fail(failure);
                    }
                  });
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void say(boolean active) {
    CompletableFuture<Optional<IsActiveResponse>> waiting;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      boolean due = said == null || said != active || now - saidNanos >= heartbeatNanos;
      if (!due || asked == null) {
        return;
      }
      said = active;
      saidNanos = now;
      waiting = takeAsked();
    }
    waiting.complete(Optional.of(IsActiveResponse.newBuilder().setResult(active).build()));
  }

  private synchronized CompletableFuture<Optional<IsActiveResponse>> takeAsked() {
    CompletableFuture<Optional<IsActiveResponse>> waiting = asked;
    asked = null;
    return waiting;
  }
}
