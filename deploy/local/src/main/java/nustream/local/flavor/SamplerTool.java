package nustream.local.flavor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nustream.local.UserError;
import nustream.local.home.Installation;
import nustream.local.supervisor.JavaCommand;
import nustream.local.supervisor.ServiceSpec;
import nustream.local.supervisor.ServiceTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * A command of the diffusion sampler's own program, run as a process with the settings that the
 * service gets. Every option is the program's, `--help` too.
 */
@Command
public final class SamplerTool implements Callable<Integer> {
  /**
   * Training pools of 300,000 labelled points and a batch in work; the network is native memory.
   */
  private static final String HEAP = "-Xmx1g";

  private static final String STORE = "--store";
  private static final String HELP = "--help";

  private final String word;

  @Unmatched private List<String> rest = new ArrayList<>();

  /**
   * @param word the sampler's command
   */
  public SamplerTool(String word) {
    this.word = word;
  }

  @Override
  public Integer call() throws InterruptedException {
    var installation = Installation.current();
    ServiceSpec spec = ServiceTable.sampler(installation);
    var command = new ArrayList<String>();
    command.add(JavaCommand.java());
    command.addAll(JavaCommand.flags());
    command.add(HEAP);
    spec.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(installation.serviceJar(spec.name()).toString());
    command.add(word);
    if (rest.stream().noneMatch(argument -> argument.startsWith(STORE) || argument.equals(HELP))) {
      command.add(STORE + "=" + installation.models());
    }
    command.addAll(rest);
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(spec.environment());
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UserError("cannot start the sampler's program: " + e.getMessage(), e);
    }
  }
}
