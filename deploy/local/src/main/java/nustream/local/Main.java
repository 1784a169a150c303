package nustream.local;

import nustream.local.command.NustreamCommand;

/** The program behind deploy/nustream. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Explicit, because a broker that failed to start leaves threads behind.
    System.exit(NustreamCommand.commandLine(Terminal.system()).execute(args));
  }
}
