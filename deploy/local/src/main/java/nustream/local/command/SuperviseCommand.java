package nustream.local.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import nustream.local.options.StartOptions;
import nustream.local.supervisor.SupervisorProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the other commands start in the background; not for users. */
@Command(
    name = "supervise",
    hidden = true,
    description = "Runs broker and services until told to stop.")
final class SuperviseCommand implements Callable<Integer> {
  @Option(names = "--home", required = true)
  Path folder;

  @Option(names = "--owner", description = "End when the process with this number ends.")
  Long owner;

  @Mixin StartOptions start;

  @Override
  public Integer call() throws Exception {
    var home = new Home(folder);
    SupervisorProcess.run(Installation.current(), home, start.plan(home), owner);
    return ExitCode.OK;
  }
}
