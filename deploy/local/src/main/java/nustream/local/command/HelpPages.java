package nustream.local.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** What the help of all commands has in common. */
final class HelpPages {
  private static final Map<String, String> EXIT_CODES = new LinkedHashMap<>();

  static {
    EXIT_CODES.put(" 0", "success");
    EXIT_CODES.put(" 1", "failure; one line on standard error says why");
    EXIT_CODES.put(" 2", "wrong usage: an unknown option, or one that is missing");
    EXIT_CODES.put("130", "stopped by Ctrl-C");
  }

  private HelpPages() {}

  /** Adds the exit codes to the help of a command and all below it. */
  static void complete(CommandLine line) {
    line.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(EXIT_CODES);
    line.getSubcommands().values().forEach(HelpPages::complete);
  }
}
