package nustream.local.command;

import nustream.local.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Shows a wrong command line: what is wrong, how the command is called, and where to read more. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Terminal terminal;

  UsageErrors(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    terminal.say("nustream: %s", e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, line.getErr());
    terminal.err().print(line.getHelp().fullSynopsis());
    terminal.say("`%s --help` says more", line.getCommandSpec().qualifiedName());
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
