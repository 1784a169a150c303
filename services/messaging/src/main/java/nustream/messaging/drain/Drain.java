package nustream.messaging.drain;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The order in which a service goes down: readiness turns false and new calls are turned away,
 * polling stops, what has begun is finished and committed, and only then the clients close. A
 * service marks what it has begun with {@link #begin}. Thread-safe.
 */
@ApplicationScoped
public class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);

  private final Duration grace;
  private final Instance<KafkaClientService> channels;
  private final List<Runnable> stops = new CopyOnWriteArrayList<>();
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private volatile boolean draining;
  private int inFlight;

  @Inject
  public Drain(DrainConfig config, Instance<KafkaClientService> channels) {
    this.grace = config.grace();
    this.channels = channels;
  }

  /** Whether the service takes no new work any more. */
  public boolean draining() {
    return draining;
  }

  /**
   * Something to do when draining begins, such as to stop a polling loop; it must not wait for the
   * work in flight.
   */
  public void onStop(Runnable stop) {
    stops.add(stop);
  }

  /** A polling loop to stop when draining begins, and to wait for before the clients close. */
  public void onStop(Loop loop) {
    loops.add(loop);
  }

  /**
   * Marks a piece of work as begun; closing the answer marks it as done (committed, if it is to
   * be).
   */
  public Work begin() {
    lock.lock();
    try {
      inFlight++;
    } finally {
      lock.unlock();
    }
    return new Work();
  }

  /** Pieces of work begun and not done. */
  public int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  /** Before everybody else's observers, so that the clients are still open. */
  void onShutdown(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    drain();
  }

  /**
   * Stops intake and waits for the work in flight, at most the grace. Answers whether all of it was
   * finished.
   */
  public boolean drain() {
    draining = true;
    LOG.infof("state=draining in_flight=%d grace=%s", inFlight(), grace);
    pauseChannels();
    stops.forEach(Runnable::run);
    loops.forEach(Loop::stop);
    boolean finished = awaitAll(System.nanoTime() + grace.toNanos());
    LOG.infof("state=%s in_flight=%d", finished ? "drained" : "drain_timed_out", inFlight());
    return finished;
  }

  private void pauseChannels() {
    if (!channels.isResolvable()) {
      return;
    }
    KafkaClientService clients = channels.get();
    for (String channel : clients.getConsumerChannels()) {
      for (KafkaConsumer<Object, Object> consumer : clients.getConsumers(channel)) {
        consumer
            .pause()
            .subscribe()
            .with(
                paused -> LOG.debugf("channel=%s paused=%s", channel, paused),
                failure -> LOG.warnf("channel=%s pause_failed=%s", channel, failure));
      }
    }
  }

  private boolean awaitAll(long deadline) {
    try {
      boolean finished = awaitIdle(deadline);
      for (Loop loop : loops) {
        finished &= loop.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
      return finished;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean awaitIdle(long deadline) throws InterruptedException {
    lock.lock();
    try {
      long left = deadline - System.nanoTime();
      while (inFlight > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return inFlight == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Something that polls on a thread of its own. */
  public interface Loop {
    /** Takes nothing more; does not wait. */
    void stop();

    /** Waits until what was taken is finished and committed; false when that took longer. */
    boolean await(Duration timeout) throws InterruptedException;
  }

  /** One piece of work; the second close does nothing. */
  public final class Work implements AutoCloseable {
    private boolean done;

    private Work() {}

    @Override
    public void close() {
      lock.lock();
      try {
        if (!done) {
          done = true;
          inFlight--;
          idle.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
