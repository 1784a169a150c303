package nustream.local.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import nustream.local.home.ProcessId;
import nustream.local.home.StateFile;
import nustream.local.home.SystemPhase;
import nustream.local.home.SystemState;
import nustream.local.supervisor.Detached;
import nustream.local.supervisor.Orphans;
import nustream.local.supervisor.PortPlan;
import nustream.local.supervisor.SupervisorProcess;

/** The system of a home folder, seen from another process: starts, follows and stops it. */
public final class LocalSystem {
  private static final Duration LOOK_PAUSE = Duration.ofMillis(100);

  /** Longer than a supervisor takes to give up on a service by itself. */
  private static final Duration START_LIMIT = Duration.ofMinutes(20);

  /** Longer than the supervisor gives its services and the broker together. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Home home;
  private final Terminal terminal;
  private final StateFile file;

  public LocalSystem(Home home, Terminal terminal) {
    this.home = home;
    this.terminal = terminal;
    this.file = new StateFile(home);
  }

  /** The state of the running system, if one runs. */
  public Optional<SystemState> running() {
    return file.readRunning();
  }

  /**
   * The running system.
   *
   * @throws UserError when none runs
   */
  public SystemState required() {
    return running()
        .orElseThrow(
            () ->
                new UserError(
                    "nothing runs in " + home.folder() + "; `deploy/nustream up` starts it"));
  }

  /**
   * The running system, started first when there is none. Returns when everything is ready.
   *
   * @param owner number of the process that the system must not outlive; null for none
   * @throws UserError saying why it does not start
   */
  public SystemState ensureUp(PortPlan plan, Long owner) throws InterruptedException {
    Optional<SystemState> already = running();
    if (already.isPresent() && already.get().phase() == SystemPhase.UP) {
      return already.get();
    }
    if (already.isPresent()) {
      return awaitUp(already.get().supervisor(), null);
    }
    home.create();
    terminal.say("starting broker and services; data and logs in %s", home.folder());
    Path said = home.logs().resolve("supervisor.out");
    Process process =
        start(SupervisorProcess.command(Installation.current(), home, plan, owner), said);
    return awaitUp(ProcessId.of(process.toHandle()), said);
  }

  /** Tells every change until the system has ended. */
  public void follow(ProcessId supervisor) throws InterruptedException {
    var narrator = new StateNarrator(terminal);
    file.read().ifPresent(narrator::prime);
    while (supervisor.running().isPresent()) {
      file.read().ifPresent(narrator::tell);
      TimeUnit.MILLISECONDS.sleep(LOOK_PAUSE.toMillis());
    }
  }

  /**
   * Stops the system and waits until it is gone.
   *
   * @return whether anything ran
   */
  public boolean stop() throws InterruptedException {
    Optional<SystemState> last = file.read();
    if (last.isEmpty()) {
      return false;
    }
    Optional<ProcessHandle> supervisor = last.get().supervisor().running();
    if (supervisor.isEmpty()) {
      return Orphans.end(last.get()) > 0;
    }
    supervisor.get().destroy();
    long end = System.nanoTime() + STOP_LIMIT.toNanos();
    while (supervisor.get().isAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_PAUSE.toMillis());
    }
    if (supervisor.get().isAlive()) {
      terminal.say("the supervisor does not end; killing it");
      supervisor.get().destroyForcibly();
      file.read().ifPresent(Orphans::end);
    }
    return true;
  }

  private SystemState awaitUp(ProcessId supervisor, Path said) throws InterruptedException {
    var narrator = new StateNarrator(terminal);
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      boolean alive = supervisor.running().isPresent();
      Optional<SystemState> state =
          file.read().filter(s -> s.supervisor().pid() == supervisor.pid());
      state.ifPresent(narrator::tell);
      if (state.isPresent() && state.get().phase() == SystemPhase.UP) {
        return state.get();
      }
      if (!alive) {
        throw new UserError(reason(state, said));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_PAUSE.toMillis());
    }
    throw new UserError("the system was not up after " + START_LIMIT.toMinutes() + " minutes");
  }

  private String reason(Optional<SystemState> state, Path said) {
    String error = state.map(SystemState::error).orElse("");
    if (!error.isEmpty()) {
      return error;
    }
    try {
      String output = said == null ? "" : Files.readString(said).strip();
      return output.isEmpty() ? "the system stopped while it started" : output;
    } catch (IOException e) {
      return "the system stopped while it started; see " + home.logs();
    }
  }

  private static Process start(List<String> command, Path said) {
    try {
      return new ProcessBuilder(Detached.command(command))
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new UserError("cannot start the supervisor: " + e.getMessage(), e);
    }
  }
}
