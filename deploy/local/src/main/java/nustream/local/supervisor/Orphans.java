package nustream.local.supervisor;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nustream.local.home.ServiceState;
import nustream.local.home.SystemState;

/** Services that outlived a supervisor which was killed. */
public final class Orphans {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Orphans() {}

  /**
   * Ends every service process that the state names and that still runs; the answer counts them.
   */
  public static int end(SystemState state) {
    var processes =
        state.services().stream()
            .map(ServiceState::process)
            .filter(Objects::nonNull)
            .filter(process -> process.pid() != state.supervisor().pid())
            .map(process -> process.running())
            .flatMap(Optional::stream)
            .toList();
    processes.forEach(ProcessHandle::destroy);
    processes.forEach(Orphans::awaitEnd);
    return processes.size();
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for process " + process.pid(), e);
    }
  }
}
