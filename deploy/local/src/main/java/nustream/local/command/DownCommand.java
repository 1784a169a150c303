package nustream.local.command;

import java.util.Map;
import java.util.concurrent.Callable;
import nustream.local.Terminal;
import nustream.local.home.Home;
import nustream.local.options.HomeOptions;
import nustream.local.options.JsonOption;
import nustream.local.system.LocalSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Stops broker and services. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = {
      "Stops every service, then the broker. Services finish and commit what they hold; data"
          + " stays.",
      "A campaign that has not ended goes on after the next start."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  nustream down", "  NUSTREAM_HOME=~/nustream nustream down --json"})
final class DownCommand implements Callable<Integer> {
  @Mixin HomeOptions homeOptions;
  @Mixin JsonOption json;

  private final Terminal terminal;

  DownCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Home home = homeOptions.home();
    boolean stopped = new LocalSystem(home, terminal).stop();
    terminal.say(stopped ? "stopped" : "nothing runs in " + home.folder());
    json.print(terminal, Map.of("stopped", stopped), () -> {});
    return ExitCode.OK;
  }
}
