package nustream.classifier.serve;

/**
 * How many maps may be under way.
 *
 * @param workers batches in work
 * @param batch maps of a batch
 * @param kafkaWaiting Kafka maps that wait beside them
 * @param streams gRPC streams
 * @param streamWindow maps of a stream that may be under way
 */
public record Capacity(int workers, int batch, int kafkaWaiting, int streams, int streamWindow) {
  public Capacity {
    require("classifier.workers", workers);
    require("classifier.batch", batch);
    require("classifier.queue-limit", kafkaWaiting);
    require("classifier.max-streams", streams);
    require("classifier.stream-window", streamWindow);
  }

  /** Kafka maps taken in and not yet classified. */
  public int kafkaInFlight() {
    return workers * batch + kafkaWaiting;
  }

  /**
   * Length of the queue: what Kafka and all streams may have under way fits, so that neither can
   * push out the other.
   */
  public int queued() {
    return kafkaInFlight() + streams * streamWindow;
  }

  private static void require(String property, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(property + " is " + value + ", want at least 1");
    }
  }
}
