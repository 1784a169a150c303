package nustream.results.api;

import java.util.Map;
import java.util.concurrent.CompletionException;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.results.ResultsMetrics;

/**
 * How a call ended, counted once when it is closed: cancelled, unless something else was said
 * before. Thread-safe.
 */
final class CallOutcome implements AutoCloseable {
  private static final Failure GONE = new Failure(ErrorWord.CANCELLED, "cancelled", Map.of());

  private final ResultsMetrics metrics;
  private final String method;
  private Failure failure = GONE;
  private boolean counted;

  CallOutcome(ResultsMetrics metrics, String method) {
    this.metrics = metrics;
    this.method = method;
  }

  void handedOut() {
    metrics.handedOut();
  }

  synchronized void succeeded() {
    failure = null;
  }

  /** Answers what the caller is to be told: the same, or an incident that was logged here. */
  synchronized NustreamException failed(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    failure = Failure.of(cause);
    return cause instanceof NustreamException e
        ? e
        : new NustreamException(failure.word(), failure.message(), cause);
  }

  @Override
  public synchronized void close() {
    if (counted) {
      return;
    }
    counted = true;
    if (failure == null) {
      metrics.succeeded(method);
    } else {
      metrics.failed(method, failure);
    }
  }
}
