package nustream.local.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.local.Terminal;
import nustream.local.flavor.FlavorDemo;
import nustream.local.flavor.FlavorResult;
import nustream.local.grpc.Endpoints;
import nustream.local.grpc.LocalEndpoints;
import nustream.local.home.SystemState;
import nustream.local.lensing.LensingDemo;
import nustream.local.lensing.LensingResult;
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

/** Everything once, for someone who sees the program for the first time. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts broker and services, generates accepted seesaw solutions and shows what they predict;"
          + " then simulates convergence maps and tells massive from massless neutrinos in them.",
      "Leaves the system running, unless --exit is given."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  nustream demo", "  nustream demo --accepted 1000 --exit --json"})
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--accepted",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Accepted solutions wanted, 0 for none (default: ${DEFAULT-VALUE}).")
  long accepted;

  @Option(
      names = "--maps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Convergence maps to classify, 0 for none (default: ${DEFAULT-VALUE}).")
  long maps;

  @Option(names = "--exit", description = "Stop the system at the end, if the demo started it.")
  boolean exit;

  @Mixin HomeOptions homeOptions;
  @Mixin StartOptions start;
  @Mixin JsonOption json;

  private final Terminal terminal;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var system = new LocalSystem(homeOptions.home(), terminal);
    boolean stopAtEnd = exit && system.running().isEmpty();
    Long owner = stopAtEnd ? ProcessHandle.current().pid() : null;
    SystemState state = system.ensureUp(start.plan(homeOptions.home()), owner);
    try {
      run(new LocalEndpoints(state));
    } finally {
      if (stopAtEnd) {
        system.stop();
      }
    }
    if (!stopAtEnd) {
      sayWhatRuns();
    }
    return ExitCode.OK;
  }

  private void run(Endpoints state) throws InterruptedException {
    Map<String, Object> answer = new LinkedHashMap<>();
    List<Runnable> texts = new ArrayList<>();
    if (accepted > 0) {
      var flavor = new FlavorDemo(state, terminal);
      FlavorResult result = flavor.run(accepted);
      answer.put("flavor", result);
      texts.add(() -> flavor.print(result));
    }
    if (maps > 0) {
      var lensing = new LensingDemo(state, homeOptions.home(), terminal);
      LensingResult result = lensing.run(maps);
      Path picture = lensing.saliency();
      answer.put("lensing", result);
      answer.put("saliency", picture.toString());
      texts.add(() -> lensing.print(result));
      texts.add(() -> terminal.out().printf("which pixels speak for it: %s%n", picture));
    }
    json.print(terminal, answer, () -> texts.forEach(Runnable::run));
  }

  private void sayWhatRuns() {
    SystemReport report = SystemReport.now(homeOptions.home(), Clock.systemUTC());
    terminal.say(
        "%nthe system keeps running (%s): `deploy/nustream status` shows it, `deploy/nustream down`"
            + " stops it",
        StatusTable.mebibytes(report.rssBytes()));
    report.dashboard().ifPresent(address -> terminal.say("dashboard: %s", address));
  }
}
