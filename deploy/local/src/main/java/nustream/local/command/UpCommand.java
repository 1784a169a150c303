package nustream.local.command;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nustream.local.Terminal;
import nustream.local.home.Home;
import nustream.local.home.SystemState;
import nustream.local.options.HomeOptions;
import nustream.local.options.JsonOption;
import nustream.local.options.StartOptions;
import nustream.local.system.LocalSystem;
import nustream.local.system.StatusTable;
import nustream.local.system.SystemReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts broker and services. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the broker and every service, and shows what is up and on which port.",
      "Stays in the foreground and stops everything on Ctrl-C; with --detach it returns when all is"
          + " ready."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream up",
      "  nustream up --detach --port campaigns=28083",
      "  NUSTREAM_HOME=~/nustream nustream up --port broker=0"
    })
final class UpCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--detach"},
      description = "Return when everything is ready; `nustream down` stops it.")
  boolean detach;

  @Mixin HomeOptions homeOptions;
  @Mixin StartOptions start;
  @Mixin JsonOption json;

  private final Terminal terminal;
  private volatile boolean interrupted;

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Home home = homeOptions.home();
    var system = new LocalSystem(home, terminal);
    Optional<SystemState> already = system.running();
    boolean foreground = !detach && already.isEmpty();
    if (foreground) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop"));
    }
    SystemState state =
        system.ensureUp(start.plan(home), foreground ? ProcessHandle.current().pid() : null);
    show(home, state, already.isPresent());
    if (!foreground) {
      return ExitCode.OK;
    }
    terminal.say("Ctrl-C stops everything");
    system.follow(state.supervisor());
    if (!interrupted) {
      terminal.say("the system has ended; see %s", home.log("supervisor"));
    }
    return ExitCode.SOFTWARE;
  }

  private void show(Home home, SystemState state, boolean already) {
    SystemReport report = SystemReport.now(home, Clock.systemUTC());
    json.print(terminal, report, () -> print(state, report, already));
  }

  private void print(SystemState state, SystemReport report, boolean already) {
    if (already) {
      terminal.say("already up");
    } else {
      terminal.say(
          String.format(
              Locale.ROOT,
              "all up in %.1f s, %s together",
              state.upAfterMs() / 1000.0,
              StatusTable.mebibytes(report.rssBytes())));
    }
    report.dashboard().ifPresent(address -> terminal.say("dashboard: %s", address));
    if (already || detach) {
      StatusTable.print(report, terminal.out());
    }
  }

  private void stop(LocalSystem system) {
    interrupted = true;
    try {
      if (system.running().isPresent()) {
        terminal.say("stopping");
        system.stop();
        terminal.say("stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
