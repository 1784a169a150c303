package nustream.local;

import java.util.logging.Level;
import java.util.logging.Logger;
import nustream.local.command.NustreamCommand;

/** The program behind deploy/nustream. */
public final class Main {
  /** Held here because the logging system forgets the level of a logger that nobody holds. */
  private static final Logger LIBRARIES = Logger.getLogger("");

  private Main() {}

  public static void main(String[] args) {
    // Libraries must not write between the lines of a command; what matters arrives as an
    // exception.
    LIBRARIES.setLevel(Level.SEVERE);
    // Explicit, because a broker that failed to start leaves threads behind.
    System.exit(NustreamCommand.commandLine(Terminal.system()).execute(args));
  }
}
