package nustream.serving;

/**
 * How much may be under way.
 *
 * @param service prefix of its settings, for the messages
 * @param workers native calls in work
 * @param batch most orders of a native call
 * @param kafkaWaiting Kafka records that wait beside those in work
 * @param streams gRPC streams
 * @param streamWindow orders of a stream that may be under way
 */
public record Capacity(
    String service, int workers, int batch, int kafkaWaiting, int streams, int streamWindow) {
  /** Beyond two, workers on one machine share memory bandwidth and the broker's cores. */
  private static final int MOST_DEFAULT_WORKERS = 2;

  public Capacity {
    require(service, "workers", workers);
    require(service, "batch", batch);
    require(service, "queue-limit", kafkaWaiting);
    require(service, "max-streams", streams);
    require(service, "stream-window", streamWindow);
  }

  /** Workers where the settings say nothing: one per core, at most two. */
  public static int workers(ServingConfig config) {
    int cores = Runtime.getRuntime().availableProcessors();
    return config.workers().orElse(Math.min(cores, MOST_DEFAULT_WORKERS));
  }

  /** Kafka records taken in and not yet done. */
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

  private static void require(String service, String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          service + "." + setting + " is " + value + ", want at least 1");
    }
  }
}
