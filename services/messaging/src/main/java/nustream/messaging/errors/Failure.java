package nustream.messaging.errors;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * What any throwable is told as: its word, a message fit for the outside, and details. The
 * unexpected is told as {@link ErrorWord#INTERNAL} with an id, and logged once with its stack trace
 * under that id.
 */
public record Failure(ErrorWord word, String message, Map<String, String> details) {
  private static final Logger LOG = Logger.getLogger(Failure.class);

  /**
   * Looks through the wrappers of futures; {@code thrown} itself is not logged unless it is
   * unexpected.
   */
  public static Failure of(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof NustreamException e) {
      return new Failure(e.word(), e.getMessage(), e.details());
    }
    if (cause instanceof CancellationException) {
      return new Failure(ErrorWord.CANCELLED, "cancelled", Map.of());
    }
    if (cause instanceof RetriableException) {
      return new Failure(ErrorWord.BROKER_UNAVAILABLE, "Kafka does not answer", Map.of());
    }
    Status status = statusOf(cause);
    if (status != null && status.getCode() == Status.Code.CANCELLED) {
      return new Failure(ErrorWord.CANCELLED, "cancelled", Map.of());
    }
    if (status != null && status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return new Failure(ErrorWord.DEADLINE_EXCEEDED, "the deadline passed", Map.of());
    }
    String incident = UUID.randomUUID().toString();
    LOG.errorf(cause, "failure=unexpected incident=%s", incident);
    return new Failure(ErrorWord.INTERNAL, "internal error, incident " + incident, Map.of());
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Status statusOf(Throwable cause) {
    if (cause instanceof StatusRuntimeException e) {
      return e.getStatus();
    }
    return cause instanceof StatusException e ? e.getStatus() : null;
  }
}
