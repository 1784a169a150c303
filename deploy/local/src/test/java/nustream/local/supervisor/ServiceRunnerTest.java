package nustream.local.supervisor;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nustream.local.home.Home;
import nustream.local.home.ProcessId;
import nustream.local.home.ServicePhase;
import nustream.local.home.ServiceState;
import nustream.local.home.StateFile;
import nustream.local.home.SystemPhase;
import nustream.local.home.SystemState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: small shell scripts in the place of services. */
class ServiceRunnerTest {
  private static final String NAME = "physics-filter";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final RestartPolicy QUICK =
      new RestartPolicy(Duration.ofMillis(10), Duration.ofMillis(20), 3, Duration.ofMinutes(10));

  @TempDir Path folder;
  private StateBoard board;
  private LogFile log;
  private ServiceRunner runner;

  @BeforeEach
  void board() throws IOException {
    var home = new Home(folder);
    home.create();
    board =
        new StateBoard(
            new StateFile(home),
            new SystemState(
                "test",
                ProcessId.of(ProcessHandle.current()),
                SystemPhase.STARTING,
                0,
                null,
                "",
                List.of(ServiceState.waiting(NAME, 1))));
    log = new LogFile(home.log(NAME), 1 << 20, Clock.systemUTC());
  }

  @AfterEach
  void end() throws InterruptedException, IOException {
    runner.stop();
    runner.awaitEnd(LIMIT);
    log.close();
  }

  @Test
  void aServiceThatIsKilledIsStartedAgain() {
    run("exec sleep 600", () -> true, LIMIT);
    await().atMost(LIMIT).until(() -> state().phase() == ServicePhase.READY);
    long first = state().process().pid();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    await()
        .atMost(LIMIT)
        .until(() -> state().restarts() == 1 && state().phase() == ServicePhase.READY);
    assertFalse(state().process().pid() == first, "a new process");
  }

  @Test
  void aServiceThatKeepsDyingIsLeftAloneWithItsLastLines() {
    run("echo no such model; exit 3", () -> false, LIMIT);
    await().atMost(LIMIT).until(() -> state().phase() == ServicePhase.FAILED);
    assertEquals(2, state().restarts());
    assertTrue(state().detail().contains("exit code 3"), state().detail());
    assertTrue(state().detail().contains("no such model"), state().detail());
  }

  @Test
  void aServiceThatNeverGetsReadyIsKilledAndCountsAsDead() {
    run("exec sleep 600", () -> false, Duration.ofMillis(150));
    await().atMost(LIMIT).until(() -> state().phase() == ServicePhase.FAILED);
    assertTrue(state().detail().contains("not ready within 0.15 s"), state().detail());
  }

  @Test
  void stopsAServiceThatIgnoresTheSignalByForce() throws InterruptedException, IOException {
    Path trapped = folder.resolve("trapped");
    run("trap '' TERM; touch " + trapped + "; while :; do sleep 0.05; done", () -> true, LIMIT);
    // The script may be that far before its number stands on the board.
    await()
        .atMost(LIMIT)
        .until(() -> Files.exists(trapped) && state().phase() == ServicePhase.READY);
    ProcessId process = state().process();

    runner.stop();
    runner.awaitEnd(Duration.ofMillis(200));

    assertTrue(process.running().isEmpty(), "gone");
    assertEquals(ServicePhase.STOPPED, state().phase());
  }

  private void run(String script, BooleanSupplier ready, Duration startLimit) {
    runner =
        new ServiceRunner(
            new ServiceRunner.Task(NAME, List.of("/bin/sh", "-c", script), Map.of(), startLimit),
            ready,
            log,
            QUICK,
            board,
            Clock.systemUTC());
    new Thread(runner, NAME).start();
  }

  private ServiceState state() {
    return board.state().service(NAME).orElseThrow();
  }
}
