package nustream.local.options;

import picocli.CommandLine.Option;

/** The option of every command that can answer a machine. */
public final class JsonOption {
  public static final String NAME = "--json";

  @Option(
      names = NAME,
      description =
          "Write one JSON object to standard output and nothing else; the rest goes to standard error.")
  public boolean wanted;
}
