package nustream.local.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nustream.local.UserError;
import nustream.local.home.Installation;
import nustream.local.supervisor.JavaCommand;
import nustream.local.supervisor.ServiceSpec;
import picocli.CommandLine.Command;
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

  private final ServiceSpec spec;
  private final Path store;
  private final String word;

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
    var installation = Installation.current();
    var command = new ArrayList<String>();
    command.add(JavaCommand.java());
    command.addAll(JavaCommand.flags());
    command.add(HEAP);
    spec.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(installation.serviceJar(spec.name()).toString());
    command.add(word);
    if (rest.stream().noneMatch(argument -> argument.startsWith(STORE) || argument.equals(HELP))) {
      command.add(STORE + "=" + store);
    }
    command.addAll(rest);
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(spec.environment());
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UserError("cannot start the program of " + spec.name() + ": " + e.getMessage(), e);
    }
  }
}
