package nustream.local.command;

import io.grpc.StatusRuntimeException;
import java.util.Map;
import nustream.local.Json;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.RpcErrors;
import nustream.local.options.JsonOption;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Shows why a command failed: one line on standard error, and for a machine one JSON object. Only
 * the unexpected shows a stack trace.
 */
final class ErrorReport implements IExecutionExceptionHandler {
  private static final String UNEXPECTED = "INTERNAL";

  private final Terminal terminal;

  ErrorReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof UserError) {
      show(line, "FAILED", e.getMessage());
    } else if (e instanceof StatusRuntimeException status) {
      show(line, RpcErrors.reason(status), RpcErrors.sentence(status));
    } else {
      show(line, UNEXPECTED, e.toString());
      e.printStackTrace(terminal.err());
    }
    return ExitCode.SOFTWARE;
  }

  private void show(CommandLine line, String reason, String message) {
    terminal.say("nustream: %s", message);
    if (line.getParseResult().hasMatchedOption(JsonOption.NAME)) {
      terminal
          .out()
          .println(Json.compact(Map.of("error", Map.of("reason", reason, "message", message))));
    }
  }
}
