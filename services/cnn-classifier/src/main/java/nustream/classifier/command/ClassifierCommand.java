package nustream.classifier.command;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import nustream.classifier.maps.MapsUnavailableException;
import nustream.learning.batch.BatchFailedException;
import nustream.learning.store.ModelRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the service image beside serving. */
@Command(
    name = "cnn-classifier",
    mixinStandardHelpOptions = true,
    description = "Without a command, or with the word serve, the service is started.",
    subcommands = {
      TrainCommand.class,
      TuneCommand.class,
      EvaluateCommand.class,
      ClassifyCommand.class,
      SweepCommand.class,
      ReleaseCommand.class,
      BenchCommand.class,
      ExplainCommand.class
    })
public final class ClassifierCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs a command line; the exit code is 0 only on success. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** The commands; a refusal is one line on standard error, anything unforeseen has its trace. */
  static CommandLine commandLine() {
    return new CommandLine(new ClassifierCommand())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              boolean wrapped =
                  failure instanceof ExecutionException
                      || (failure instanceof BatchFailedException && failure.getCause() != null);
              Throwable cause = wrapped ? failure.getCause() : failure;
              line.getErr().println(line.getCommandName() + ": " + cause.getMessage());
              if (!isRefusal(cause)) {
                cause.printStackTrace(line.getErr());
              }
              return line.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  private static boolean isRefusal(Throwable cause) {
    return cause instanceof IllegalArgumentException
        || cause instanceof ModelRefusedException
        || cause instanceof MapsUnavailableException
        || cause instanceof IOException;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "want a command");
  }
}
