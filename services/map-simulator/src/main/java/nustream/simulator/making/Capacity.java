package nustream.simulator.making;

/**
 * How much may be under way.
 *
 * @param workers maps and calculations in work
 * @param requests requests from Kafka worked on at once, each with at most one map per worker
 * @param streams gRPC streams, each with at most one map per worker
 * @param calculations spectra and bounds
 */
public record Capacity(int workers, int requests, int streams, int calculations) {
  public Capacity {
    require("simulator.workers", workers);
    require("simulator.requests-at-once", requests);
    require("simulator.max-streams", streams);
    require("simulator.max-calculations", calculations);
  }

  /**
   * Length of the queue: what all of them may have under way fits, so that none pushes out another.
   */
  public int queued() {
    return workers * (requests + streams) + calculations;
  }

  private static void require(String property, int value) {
    if (value < 1 || value > 1000) {
      throw new IllegalArgumentException(property + " is " + value + ", want 1 to 1000");
    }
  }
}
