package nustream.sampler.serve;

/**
 * How many blocks may be under way.
 *
 * @param workers blocks in work
 * @param kafkaWaiting Kafka requests that wait beside them
 * @param streams gRPC streams, each with at most one block per worker under way
 */
public record Capacity(int workers, int kafkaWaiting, int streams) {
  public Capacity {
    require("sampler.workers", workers);
    require("sampler.queue-limit", kafkaWaiting);
    require("sampler.max-streams", streams);
  }

  /** Kafka requests taken in and not yet generated. */
  public int kafkaInFlight() {
    return workers + kafkaWaiting;
  }

  /**
   * Length of the queue: what Kafka and all streams may have under way fits, so that neither can
   * push out the other.
   */
  public int queued() {
    return kafkaInFlight() + streams * workers;
  }

  private static void require(String property, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(property + " is " + value + ", want at least 1");
    }
  }
}
