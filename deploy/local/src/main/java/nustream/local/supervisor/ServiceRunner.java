package nustream.local.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import nustream.local.home.ProcessId;

/**
 * Keeps one service running: starts its process, waits until it is ready, and starts it again when
 * it dies, until told to stop or until it has died too often. One thread runs it; {@link #stop} may
 * be called from any other.
 */
final class ServiceRunner implements Runnable {
  private static final Logger LOG = Logger.getLogger(ServiceRunner.class.getName());
  private static final Duration PROBE_PAUSE = Duration.ofMillis(200);

  /** What a runner needs to know about its service. */
  record Task(
      String name, List<String> command, Map<String, String> environment, Duration startLimit) {}

  private final Task task;
  private final BooleanSupplier ready;
  private final LogFile log;
  private final RestartBudget budget;
  private final StateBoard board;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Process process;

  ServiceRunner(
      Task task,
      BooleanSupplier ready,
      LogFile log,
      RestartPolicy policy,
      StateBoard board,
      Clock clock) {
    this.task = task;
    this.ready = ready;
    this.log = log;
    this.budget = new RestartBudget(policy, clock);
    this.board = board;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (stopping.getCount() > 0) {
        String death = runOnce();
        if (stopping.getCount() == 0) {
          break;
        }
        Optional<Duration> pause = budget.died();
        if (pause.isEmpty()) {
          giveUp(death);
          return;
        }
        String why = death + ", starts again in " + seconds(pause.get());
        LOG.log(Level.WARNING, "service={0} state=restarting reason=\"{1}\"", args(why));
        board.service(task.name(), state -> state.restarting(why));
        if (stopping.await(pause.get().toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      board.service(task.name(), state -> state.stopped());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(task.name(), e);
    } finally {
      ended.countDown();
    }
  }

  /** Asks the process to end; it drains and goes. */
  void stop() {
    stopping.countDown();
    Process running = process;
    if (running != null) {
      running.destroy();
    }
  }

  /** Waits for the end, and ends the process by force when it takes longer than the grace. */
  void awaitEnd(Duration grace) throws InterruptedException {
    if (!ended.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.log(
          Level.WARNING,
          "service={0} state=killed reason=\"{1}\"",
          args("did not end within " + seconds(grace)));
      process.destroyForcibly();
      ended.await();
    }
  }

  /** From start to death; the answer says how it died. */
  private String runOnce() throws IOException, InterruptedException {
    long begin = clock.millis();
    var builder = new ProcessBuilder(task.command()).redirectErrorStream(true);
    builder.environment().putAll(task.environment());
    Process started = builder.start();
    process = started;
    if (stopping.getCount() == 0) {
      // stop() came between the last death and this start and saw no process.
      started.destroy();
    }
    started.getOutputStream().close();
    board.service(task.name(), state -> state.starting(ProcessId.of(started.toHandle())));
    Thread copying = copyOutput(started);
    boolean answered = awaitReady(started, begin);
    if (answered) {
      long after = clock.millis() - begin;
      LOG.log(Level.INFO, "service={0} state=ready reason=\"{1} ms\"", args(Long.toString(after)));
      board.service(task.name(), state -> state.ready(after));
    } else if (started.isAlive()) {
      started.destroyForcibly();
    }
    int code = started.waitFor();
    copying.join();
    return answered || clock.millis() - begin < task.startLimit().toMillis()
        ? Deaths.describe(code)
        : "not ready within " + seconds(task.startLimit());
  }

  private boolean awaitReady(Process started, long begin) throws InterruptedException {
    while (clock.millis() - begin < task.startLimit().toMillis()) {
      if (started.waitFor(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      if (ready.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  private Thread copyOutput(Process started) {
    var thread =
        new Thread(
            () -> {
              try {
                log.copy(started.getInputStream());
              } catch (IOException e) {
                LOG.log(Level.WARNING, "service=" + task.name() + " state=log-lost", e);
              }
            },
            task.name() + "-log");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void giveUp(String death) {
    String why =
        death
            + ", and it died too often to be started again; its last lines:\n    "
            + String.join("\n    ", log.tail());
    LOG.log(Level.SEVERE, "service={0} state=failed reason=\"{1}\"", args(why));
    board.service(task.name(), state -> state.failed(why));
  }

  private Object[] args(String reason) {
    return new Object[] {task.name(), reason};
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
