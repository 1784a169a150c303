package nustream.local.system;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import nustream.local.UserError;
import nustream.local.home.Installation;
import nustream.local.supervisor.JavaCommand;
import nustream.local.supervisor.ServiceSpec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * A command of a service's own program, run as a process with the settings that the service gets.
 * Every option is the program's, `--help` too.
 */
@Command
public final class ServiceTool implements Callable<Integer> {
  /**
   * Training pools of hundreds of thousands of points or thousands of maps; networks are native.
   */
  private static final String HEAP = "-Xmx1g";

  private static final String STORE = "--store";
  private static final String HELP = "--help";

  /** Commands that neither read nor release a model. */
  private static final Set<String> WITHOUT_STORE = Set.of("tune", "sweep");

  private final ServiceSpec spec;
  private final Path store;
  private final String word;

  @Spec private CommandSpec command;

  @Unmatched private List<String> rest = new ArrayList<>();

  /**
   * @param spec of the service whose program it is
   * @param store of the models, unless --store names another
   * @param word the program's command
   */
  public ServiceTool(ServiceSpec spec, Path store, String word) {
    this.spec = spec;
    this.store = store;
    this.word = word;
  }

  @Override
  public Integer call() throws InterruptedException {
    int code = start(rest, Redirect.INHERIT).waitFor();
    if (code == ExitCode.OK && rest.contains(HELP)) {
      // The program knows its options, and not how it is called from here.
      CommandLine.Help help = command.commandLine().getHelp();
      PrintWriter out = command.commandLine().getOut();
      out.print(help.exitCodeListHeading() + help.exitCodeList());
      out.print(help.footerHeading() + help.footer());
      out.flush();
    }
    return code;
  }

  /**
   * Runs the command for its files alone: what it says on standard output is dropped.
   *
   * @throws UserError when it fails
   */
  public void run(List<String> arguments) throws InterruptedException {
    int code = start(arguments, Redirect.DISCARD).waitFor();
    if (code != 0) {
      throw new UserError(spec.name() + " " + word + " ended with exit code " + code);
    }
  }

  /** What the program is told. */
  static List<String> words(String word, Path store, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(word));
    if (!WITHOUT_STORE.contains(word)
        && arguments.stream().noneMatch(a -> a.startsWith(STORE) || a.equals(HELP))) {
      words.add(STORE + "=" + store);
    }
    words.addAll(arguments);
    return words;
  }

  private Process start(List<String> arguments, Redirect output) {
    var command = new ArrayList<String>();
    command.add(JavaCommand.java());
    command.addAll(JavaCommand.flags());
    command.add(HEAP);
    spec.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(Installation.current().serviceJar(spec.name()).toString());
    command.addAll(words(word, store, arguments));
    var builder = new ProcessBuilder(command).inheritIO().redirectOutput(output);
    builder.environment().putAll(spec.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UserError("cannot start the program of " + spec.name() + ": " + e.getMessage(), e);
    }
  }
}
