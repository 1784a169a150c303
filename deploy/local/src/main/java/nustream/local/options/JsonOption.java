package nustream.local.options;

import nustream.local.Json;
import nustream.local.Terminal;
import picocli.CommandLine.Option;

/** The option of every command that can answer a machine. */
public final class JsonOption {
  public static final String NAME = "--json";

  @Option(
      names = NAME,
      description =
          "Write one JSON object to standard output and nothing else; the rest goes to standard error.")
  private boolean wanted;

  /** Whether the answer is for a machine. */
  public boolean wanted() {
    return wanted;
  }

  /** Writes the answer as JSON if that was asked for, else as the text that {@code text} writes. */
  public void print(Terminal terminal, Object answer, Runnable text) {
    if (wanted) {
      terminal.out().println(Json.compact(answer));
    } else {
      text.run();
    }
  }
}
