package nustream.results.dashboard;

/** Kafka did not say what was asked. */
final class TopicLookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicLookException(Throwable cause) {
    super("Kafka does not answer (" + cause.getClass().getSimpleName() + ")", cause);
  }
}
