package nustream.local.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of someone else's, run to its end or to a limit. */
final class OtherProgram {
  private static final int TAIL_LINES = 15;

  private final List<String> command;
  private final Path log;

  /**
   * @param log takes what it says; replaced
   */
  OtherProgram(List<String> command, Path log) {
    this.command = command;
    this.log = log;
  }

  /**
   * How it ended.
   *
   * @param code exit code
   * @param text all that it said
   */
  record Said(int code, String text) {
    /** The last lines. */
    String tail() {
      List<String> lines = text.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
  }

  Said run(int minutes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new IllegalStateException(
          command + " was not done after " + minutes + " minutes: " + Files.readString(log));
    }
    return new Said(process.exitValue(), Files.readString(log));
  }
}
