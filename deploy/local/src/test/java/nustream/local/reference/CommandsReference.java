package nustream.local.reference;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nustream.local.Terminal;
import nustream.local.command.NustreamCommand;
import nustream.local.system.ServiceTool;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands and their options. */
final class CommandsReference {
  /** What every command has. */
  private static final List<String> EVERYWHERE = List.of("--help", "--version");

  private CommandsReference() {}

  static String text() {
    var text = new StringBuilder("## deploy/nustream\n\n");
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    commands(text, "nustream", NustreamCommand.commandLine(new Terminal(nowhere, nowhere, false)));
    for (String service : ProgramCommands.services()) {
      text.append("## Program of ").append(service).append("\n\n");
      text.append("    java -jar services/")
          .append(service)
          .append("/target/quarkus-app/quarkus-run.jar COMMAND\n\n");
      commands(text, service, ProgramCommands.of(service));
    }
    return text.toString();
  }

  private static void commands(StringBuilder text, String path, CommandLine line) {
    for (Map.Entry<String, CommandLine> entry : line.getSubcommands().entrySet()) {
      CommandLine command = entry.getValue();
      if (command.getCommandSpec().usageMessage().hidden() || entry.getKey().equals("help")) {
        continue;
      }
      String name = path + " " + entry.getKey();
      text.append("### ").append(name).append("\n\n");
      text.append(String.join(" ", command.getCommandSpec().usageMessage().description()))
          .append("\n\n");
      if (!(command.getCommand() instanceof ServiceTool)) {
        text.append(options(command));
      }
      commands(text, name, command);
    }
  }

  private static String options(CommandLine command) {
    var table = new Table("option", "what");
    boolean any = false;
    for (ArgSpec parameter : command.getCommandSpec().positionalParameters()) {
      table.row(Table.code(parameter.paramLabel()), what(parameter));
      any = true;
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (EVERYWHERE.contains(option.longestName()) || option.hidden()) {
        continue;
      }
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      table.row(Table.code(String.join(", ", option.names()) + label), what(option));
      any = true;
    }
    return any ? table.toString() : "";
  }

  private static String what(ArgSpec argument) {
    String needed = argument.required() ? "(must be given) " : "";
    String description =
        String.join(" ", argument.description())
            // The same on every machine.
            .replace(System.getProperty("user.home"), "~")
            .replace("<", "\\<");
    return needed + description;
  }
}
