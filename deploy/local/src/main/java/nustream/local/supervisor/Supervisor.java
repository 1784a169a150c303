package nustream.local.supervisor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import nustream.broker.EmbeddedBroker;
import nustream.local.UserError;
import nustream.local.Version;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import nustream.local.home.ProcessId;
import nustream.local.home.ServicePhase;
import nustream.local.home.ServiceState;
import nustream.local.home.StateFile;
import nustream.local.home.SystemPhase;
import nustream.local.home.SystemState;

/**
 * One local system: the broker inside this process, and every service as a process of its own. Life
 * is one {@link #run}, ended by {@link #stop} from another thread. What happens is written to the
 * home folder's state file at every change.
 */
final class Supervisor {
  private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());

  /** Unpacking the network's native libraries takes most of it, once per machine. */
  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  /** Time for a service to finish and commit the block in its hands. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(15);

  private final Installation installation;
  private final Home home;
  private final PortPlan plan;
  private final Clock clock;
  private final List<ServiceRunner> runners = new ArrayList<>();
  private final List<LogFile> logs = new ArrayList<>();
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile StateBoard board;

  Supervisor(Installation installation, Home home, PortPlan plan, Clock clock) {
    this.installation = installation;
    this.home = home;
    this.plan = plan;
    this.clock = clock;
  }

  /**
   * Starts everything, waits until told to stop, and stops everything.
   *
   * @throws UserError when it cannot start, after what had been started was stopped
   */
  void run() throws IOException, InterruptedException {
    home.create();
    try (HomeLock ignored = HomeLock.take(home)) {
      runLocked();
    } finally {
      stopped.countDown();
    }
  }

  /** Asks for the end and waits for it. */
  void stop() throws InterruptedException {
    stopAsked.countDown();
    StateBoard waitedFor = board;
    if (waitedFor != null) {
      waitedFor.wake();
    }
    stopped.await();
  }

  private void runLocked() throws IOException, InterruptedException {
    long begin = clock.millis();
    var file = new StateFile(home);
    int orphans = file.read().map(Orphans::end).orElse(0);
    if (orphans > 0) {
      LOG.log(Level.WARNING, "orphans={0} state=ended", orphans);
    }
    board = new StateBoard(file, firstState());
    try {
      PortPlan ports = plan.claim();
      board.change(state -> withPorts(state, ports));
      try (EmbeddedBroker broker = startBroker(ports)) {
        try {
          startServices(ports, broker.bootstrapServers());
          awaitUp(begin);
          stopAsked.await();
        } finally {
          board.change(
              state ->
                  state.phase() == SystemPhase.FAILED ? state : state.in(SystemPhase.STOPPING));
          stopServices();
        }
      }
      board.service(SystemState.BROKER, ServiceState::stopped);
      board.change(state -> state.in(SystemPhase.STOPPED));
      LOG.info("state=stopped");
    } catch (RuntimeException e) {
      board.change(state -> state.failed(e.getMessage()));
      throw e;
    }
  }

  private SystemState firstState() {
    var services = new ArrayList<ServiceState>();
    plan.ports().forEach((name, port) -> services.add(ServiceState.waiting(name, port)));
    return new SystemState(
        Version.CURRENT,
        ProcessId.of(ProcessHandle.current()),
        SystemPhase.STARTING,
        clock.millis(),
        null,
        "",
        services);
  }

  private static SystemState withPorts(SystemState state, PortPlan ports) {
    SystemState changed = state;
    for (ServiceState service : state.services()) {
      int port = ports.port(service.name());
      changed = changed.with(service.name(), s -> ServiceState.waiting(s.name(), port));
    }
    return changed;
  }

  private EmbeddedBroker startBroker(PortPlan ports) {
    long begin = clock.millis();
    board.service(
        SystemState.BROKER, state -> state.starting(ProcessId.of(ProcessHandle.current())));
    EmbeddedBroker broker =
        EmbeddedBroker.in(home.brokerData()).port(ports.port(SystemState.BROKER)).start();
    board.service(SystemState.BROKER, state -> state.ready(clock.millis() - begin));
    return broker;
  }

  private void startServices(PortPlan ports, String bootstrapServers) throws IOException {
    for (ServiceSpec spec : ServiceTable.of(installation, home)) {
      int port = ports.port(spec.name());
      var task =
          new ServiceRunner.Task(
              spec.name(),
              Detached.command(
                  JavaCommand.service(
                      ServiceTable.withPeers(spec, ports),
                      installation.serviceJar(spec.name()),
                      port,
                      bootstrapServers)),
              spec.environment(),
              START_LIMIT);
      var log = new LogFile(home.log(spec.name()), LogFile.MAX_BYTES, clock);
      logs.add(log);
      var runner =
          new ServiceRunner(
              task,
              () -> ReadyProbe.ready(spec.name(), port),
              log,
              RestartPolicy.DEFAULT,
              board,
              clock);
      runners.add(runner);
      new Thread(runner, spec.name()).start();
    }
  }

  /** Waits until everything is ready; fails when a service has died too often before that. */
  private void awaitUp(long begin) throws InterruptedException {
    SystemState state =
        board.await(
            s ->
                s.allReady()
                    || s.services().stream().anyMatch(x -> x.phase() == ServicePhase.FAILED)
                    || stopAsked.getCount() == 0);
    state.services().stream()
        .filter(service -> service.phase() == ServicePhase.FAILED)
        .findFirst()
        .ifPresent(
            service -> {
              throw new UserError(
                  service.name()
                      + " does not start: "
                      + service.detail()
                      + "\n  whole log: "
                      + home.log(service.name()));
            });
    if (state.allReady()) {
      long after = clock.millis() - begin;
      board.change(s -> s.up(after));
      LOG.log(Level.INFO, "state=up milliseconds={0}", Long.toString(after));
    }
  }

  private void stopServices() throws InterruptedException, IOException {
    runners.forEach(ServiceRunner::stop);
    for (ServiceRunner runner : runners) {
      runner.awaitEnd(STOP_GRACE);
    }
    for (LogFile log : logs) {
      log.close();
    }
  }
}
