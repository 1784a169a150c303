package nustream.serving.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command that measures reports: as text or as JSON, on standard output. */
public final class ReportOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  public void print(Map<String, Object> report, Consumer<PrintWriter> text)
      throws JsonProcessingException {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(new JsonMapper().writeValueAsString(report));
    } else {
      text.accept(out);
    }
  }
}
