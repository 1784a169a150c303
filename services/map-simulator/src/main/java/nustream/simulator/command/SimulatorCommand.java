package nustream.simulator.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the service image beside serving. */
@Command(
    name = "map-simulator",
    mixinStandardHelpOptions = true,
    description = "Without a command, or with the word serve, the service is started.",
    subcommands = BenchCommand.class)
public final class SimulatorCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs a command line; the exit code is 0 only on success. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** The commands; a refusal is one line on standard error, anything unforeseen has its trace. */
  static CommandLine commandLine() {
    return new CommandLine(new SimulatorCommand())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
              if (!(failure instanceof IllegalArgumentException)) {
                failure.printStackTrace(line.getErr());
              }
              return line.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "want a command");
  }
}
