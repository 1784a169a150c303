package nustream.serving;

import java.util.concurrent.Semaphore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.serving.pool.PoolMetrics;

/** As many gRPC streams as may be served at once. Thread-safe. */
public final class StreamPlaces {
  private final int streams;
  private final PoolMetrics metrics;
  private final Semaphore free;

  StreamPlaces(int streams, PoolMetrics metrics) {
    this.streams = streams;
    this.metrics = metrics;
    this.free = new Semaphore(streams);
  }

  /**
   * Takes a place, to be given back by {@link #leave}.
   *
   * @throws NustreamException OVERLOADED when all are taken
   */
  public void take() {
    if (!free.tryAcquire()) {
      NustreamException refusal =
          new NustreamException(
              ErrorWord.OVERLOADED, "all " + streams + " streams are in use; try again later");
      metrics.refused(refusal);
      throw refusal;
    }
  }

  /** Gives the place back; once for each {@link #take}. */
  public void leave() {
    free.release();
  }
}
