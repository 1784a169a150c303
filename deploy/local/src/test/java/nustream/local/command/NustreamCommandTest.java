package nustream.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nustream.local.Json;
import nustream.local.Terminal;
import nustream.local.system.ServiceTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NustreamCommandTest {
  private static final List<List<String>> GROUPS =
      List.of(List.of("flavor"), List.of("lensing"), List.of("campaigns"), List.of("trainings"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path home;

  @Test
  void everyCommandExplainsItselfWithAnExample() {
    for (List<String> command : commands(line(), List.of())) {
      out.reset();
      var args = new ArrayList<>(command);
      args.add("--help");
      assertEquals(0, line().execute(args.toArray(String[]::new)), args.toString());
      String help = text(out);
      assertTrue(help.contains("Usage: nustream"), help);
      assertTrue(GROUPS.contains(command) || help.contains("Example"), args + ":\n" + help);
    }
  }

  @Test
  void wrongUsageIsToldShortlyAndEndsWith2() {
    assertEquals(2, line().execute("flavor", "generate", "--accepted", "many"));
    assertTrue(text(err).contains("--accepted"), text(err));
    assertEquals(2, line().execute("statsu"));
    assertTrue(text(err).contains("Did you mean: nustream status"), text(err));
    assertEquals(2, line().execute());
    assertEquals("", text(out));
    assertFalse(text(err).contains("\tat "), text(err));
  }

  @Test
  void aUsersMistakeIsOneLineAndOneJsonObject() throws IOException {
    int code =
        line()
            .execute(
                "flavor", "generate", "--accepted=1", "--out=x.txt", "--json", "--home=" + home);
    assertEquals(1, code);
    JsonNode answer = Json.MAPPER.readTree(text(out));
    assertTrue(answer.at("/error/message").asText().contains(".parquet or .csv"), text(out));
    assertEquals(1, text(err).lines().count(), text(err));
  }

  @Test
  void statusOfNothing() throws IOException {
    assertEquals(0, line().execute("status", "--json", "--home=" + home));
    JsonNode answer = Json.MAPPER.readTree(text(out));
    assertFalse(answer.get("running").asBoolean());
    assertEquals("stopped", answer.get("phase").asText());
    assertEquals(0, line().execute("down", "--home=" + home));
    assertTrue(text(err).contains("nothing runs"), text(err));
  }

  @Test
  void campaignsAreThoseOfASystemThatRuns() throws IOException {
    for (List<String> command :
        List.of(List.of("list", "--limit=5"), List.of("show", "x"), List.of("cancel", "x"))) {
      out.reset();
      var args = new ArrayList<>(List.of("campaigns"));
      args.addAll(command);
      args.addAll(List.of("--json", "--home=" + home));
      assertEquals(1, line().execute(args.toArray(String[]::new)), args.toString());
      JsonNode answer = Json.MAPPER.readTree(text(out));
      assertTrue(answer.at("/error/message").asText().contains("nothing runs"), text(out));
    }
    assertEquals(2, line().execute("campaigns", "show"));
  }

  @Test
  void physicsInThisProcessAnswersOneJsonObject() throws IOException {
    assertEquals(
        0,
        line()
            .execute("flavor", "exact", "--n=500", "--release=NuFIT-5.2-SK", "--seed=3", "--json"));
    JsonNode exact = Json.MAPPER.readTree(text(out));
    assertEquals(
        List.of("n", "ess", "quantiles", "prior", "release", "ordering", "seed"), names(exact));
    assertEquals("NuFIT-5.2-SK", exact.get("release").asText());
    assertEquals("NO", exact.get("ordering").asText());
    assertEquals(500, exact.get("n").asInt());

    out.reset();
    assertEquals(
        0, line().execute("flavor", "filter-bench", "--seconds=0.1", "--ordering=IO", "--json"));
    JsonNode bench = Json.MAPPER.readTree(text(out));
    assertEquals("NuFIT-6.0-SK", bench.get("release").asText());
    assertEquals("IO", bench.get("ordering").asText());

    out.reset();
    assertEquals(1, line().execute("flavor", "exact", "--release=NuFIT-1", "--json"));
    assertTrue(text(out).contains("NuFIT-1"), text(out));
  }

  private CommandLine line() {
    return NustreamCommand.commandLine(
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  private static List<List<String>> commands(CommandLine line, List<String> path) {
    var all = new ArrayList<List<String>>();
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              boolean ownHelp = command.getCommand() instanceof ServiceTool;
              boolean hidden = command.getCommandSpec().usageMessage().hidden();
              if (!name.equals("help") && !ownHelp && !hidden) {
                var child = new ArrayList<>(path);
                child.add(name);
                all.add(child);
                all.addAll(commands(command, child));
              }
            });
    return all;
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
