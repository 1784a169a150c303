package nustream.local.supervisor;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import nustream.local.home.Home;
import nustream.local.home.Installation;

/** The supervisor as a process: its command line, its log, and how signals end it. */
public final class SupervisorProcess {
  private static final Logger LOG = Logger.getLogger(SupervisorProcess.class.getName());

  /** The broker's heap: fetch and produce buffers of a handful of clients. */
  private static final String HEAP = "-Xmx320m";

  /** Held here because the logging system forgets the level of a logger that nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger OURS = Logger.getLogger("nustream");

  private SupervisorProcess() {}

  /**
   * Runs a supervisor until SIGTERM, or until the owner ends.
   *
   * @param owner number of the process that this one must not outlive; null for none
   */
  public static void run(Installation installation, Home home, PortPlan plan, Long owner)
      throws IOException, InterruptedException {
    home.create();
    logTo(home);
    var supervisor = new Supervisor(installation, home, plan, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "stop"));
    if (owner != null) {
      endWith(owner);
    }
    supervisor.run();
  }

  /** The command line of a supervisor process; it reads its ports from flags only. */
  public static List<String> command(
      Installation installation, Home home, PortPlan plan, Long owner) {
    var command = new ArrayList<String>();
    command.add(JavaCommand.java());
    command.addAll(JavaCommand.flags());
    command.add(HEAP);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.util.logging.manager=" + LateLogManager.class.getName());
    command.add("-D" + Installation.ROOT_PROPERTY + "=" + installation.root());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("nustream.local.Main");
    command.add("supervise");
    command.add("--home=" + home.folder());
    for (Map.Entry<String, Integer> port : plan.ports().entrySet()) {
      command.add("--port=" + port.getKey() + "=" + port.getValue());
    }
    if (owner != null) {
      command.add("--owner=" + owner);
    }
    return List.copyOf(command);
  }

  private static void endWith(long owner) {
    var watch =
        new Thread(
            () -> {
              ProcessHandle.of(owner).ifPresent(handle -> handle.onExit().join());
              System.exit(0);
            },
            "owner-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void logTo(Home home) throws IOException {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ROOT.addHandler(
        new LogFileHandler(
            new LogFile(home.log("supervisor"), LogFile.MAX_BYTES, Clock.systemUTC())));
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(Level.INFO);
  }

  private static void stop(Supervisor supervisor) {
    try {
      supervisor.stop();
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "state=stop-interrupted", e);
      Thread.currentThread().interrupt();
    }
  }
}
