package nustream.results.dashboard;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Kafka did not say what was asked. The message is fit for the page. */
final class TopicLookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicLookException(Throwable cause) {
    super(message(cause), cause);
  }

  private static String message(Throwable cause) {
    if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
      return "Kafka does not allow it to the dashboard (" + cause.getMessage() + ")";
    }
    return "Kafka does not answer (" + cause.getClass().getSimpleName() + ")";
  }
}
