package nustream.results.stream;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import nustream.messaging.deadletters.DeadLetters;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.ResultsConfig;
import nustream.results.ResultsMetrics;
import nustream.results.store.SolutionDatabase;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The thread that fills the database: the only one that writes to it. A failure of Kafka or of the
 * database ends its session, and the next begins at the stored positions after a growing wait.
 */
@ApplicationScoped
public class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final Duration MAX_RETRY = Duration.ofMinutes(1);

  private final ResultsConfig config;
  private final String bootstrapServers;
  private final SolutionDatabase database;
  private final DeadLetters deadLetters;
  private final ResultsMetrics metrics;
  private final Drain drain;
  private final Progress progress = new Progress();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private Duration retryWait;
  private volatile TopicLogs logs;
  private volatile IntakeSession session;
  private volatile List<TopicPartition> partitions = List.of();
  private volatile Map<TopicPartition, Long> ends = Map.of();
  private volatile String failure = "";
  private volatile boolean caughtUp;

  @Inject
  public Intake(
      ResultsConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      SolutionDatabase database,
      DeadLetters deadLetters,
      ResultsMetrics metrics,
      Drain drain) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
    this.database = database;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.drain = drain;
    this.retryWait = config.retry();
  }

  void onStart(@Observes StartupEvent event) {
    metrics.gauge("lag", () -> progress.lag(ends));
    drain.onStop(this::stop);
    Drain.Work work = drain.begin();
    Thread thread =
        new Thread(
            () -> {
              try (work) {
                run();
              } finally {
                ended.complete(null);
              }
            },
            "intake");
    thread.start();
  }

  /**
   * Completes when everything that the topics hold now has been taken in, so that an answer given
   * afterwards holds whatever the caller can know of. Fails with {@link
   * ErrorWord#BROKER_UNAVAILABLE} when that takes too long.
   */
  public CompletionStage<Void> upToDate() {
    TopicLogs asked = logs;
    if (asked == null || partitions.isEmpty()) {
      return TopicLogs.failed(new IllegalStateException("the topics have not been found yet"));
    }
    return asked
        .ends(partitions)
        .thenCompose(now -> progress.reached(now, config.freshness()))
        .exceptionallyCompose(this::late);
  }

  /** Whether all that the topics held at the start has been taken in. */
  boolean caughtUpOnce() {
    return caughtUp;
  }

  /** Whether the thread has ended, which it does on shutdown only. */
  boolean ended() {
    return ended.isDone();
  }

  /** Why taking in stands still; empty while it runs. */
  String failure() {
    return failure;
  }

  /** Offsets that have not been taken in, of those known of. */
  long lag() {
    return progress.lag(ends);
  }

  private CompletionStage<Void> late(Throwable cause) {
    boolean tooSlow =
        cause instanceof TimeoutException
            || (cause instanceof CompletionException
                && cause.getCause() instanceof TimeoutException);
    return tooSlow
        ? CompletableFuture.failedFuture(
            new NustreamException(
                ErrorWord.BROKER_UNAVAILABLE,
                "what the topics held was not taken in within " + config.freshness()))
        : TopicLogs.failed(cause);
  }

  private void stop() {
    stop.countDown();
    IntakeSession running = session;
    if (running != null) {
      running.wakeUp();
    }
  }

  private void run() {
    try (TopicLogs opened = new TopicLogs(bootstrapServers)) {
      logs = opened;
      while (stop.getCount() > 0) {
        try {
          runSession(opened);
        } catch (WakeupException e) {
          LOG.debug("intake=woken");
        } catch (RuntimeException e) {
          failure = String.valueOf(e.getMessage());
          if (e instanceof NustreamException) {
            LOG.warnf("intake=failed retry_in=%s reason=\"%s\"", retryWait, failure);
          } else {
            LOG.errorf(e, "intake=failed retry_in=%s reason=\"%s\"", retryWait, failure);
          }
          awaitRetry();
        }
      }
      LOG.infof("intake=stopped solutions=%d", database.extent().endSeq());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("intake=interrupted");
    }
  }

  private void awaitRetry() throws InterruptedException {
    if (!stop.await(retryWait.toMillis(), TimeUnit.MILLISECONDS)) {
      Duration doubled = retryWait.multipliedBy(2);
      retryWait = doubled.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : doubled;
    }
  }

  private void runSession(TopicLogs opened) {
    List<TopicLogs.Log> described = opened.describe();
    try (var running =
        new IntakeSession(config, bootstrapServers, database, progress, deadLetters, metrics)) {
      running.start(described);
      session = running;
      partitions = running.partitions();
      ends = endsOf(described);
      long checked = System.nanoTime();
      while (stop.getCount() > 0) {
        running.step();
        failure = "";
        retryWait = config.retry();
        caughtUp = caughtUp || progress.lag(ends) == 0;
        if (System.nanoTime() - checked > config.topicCheck().toNanos()) {
          checked = System.nanoTime();
          described = opened.describe();
          ends = endsOf(described);
          if (!running.reads(described)) {
            LOG.warn("intake=topics_changed");
            return;
          }
        }
      }
    } finally {
      session = null;
    }
  }

  private static Map<TopicPartition, Long> endsOf(List<TopicLogs.Log> logs) {
    return logs.stream().collect(Collectors.toMap(TopicLogs.Log::partition, TopicLogs.Log::end));
  }
}
