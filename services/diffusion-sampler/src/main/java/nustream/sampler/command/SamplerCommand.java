package nustream.sampler.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the service image beside serving. */
@Command(
    name = "diffusion-sampler",
    mixinStandardHelpOptions = true,
    description = "Without a command, or with the word serve, the service is started.",
    subcommands = {
      TrainCommand.class,
      FineTuneCommand.class,
      EvaluateCommand.class,
      ReleaseCommand.class,
      BenchCommand.class
    })
public final class SamplerCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs a command line; the exit code is 0 only on success. */
  public static int execute(String... args) {
    return new CommandLine(new SamplerCommand()).execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "want a command");
  }
}
