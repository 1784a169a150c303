package nustream.local.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nustream.local.Json;
import nustream.local.Terminal;
import nustream.local.system.ServiceTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

class NustreamCommandTest {
  private static final List<List<String>> GROUPS =
      List.of(
          List.of("flavor"),
          List.of("lensing"),
          List.of("campaigns"),
          List.of("trainings"),
          List.of("dead-letters"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path home;

  /** What prints a script and not a result. */
  private static final List<List<String>> WITHOUT_JSON = List.of(List.of("completion"));

  @Test
  void everyCommandExplainsItselfWithExamplesThatParse() {
    for (List<String> path : commands(line(), List.of())) {
      CommandLine command = find(path);
      UsageMessageSpec help = command.getCommandSpec().usageMessage();
      assertTrue(help.description().length > 0, path.toString());
      List<String> examples = List.of(help.footer());
      assertTrue(examples.size() >= 2 && examples.size() <= 4, path + ": " + examples);
      for (String example : examples) {
        assertDoesNotThrow(() -> line().parseArgs(words(example)), path + ": " + example);
      }
      assertTrue(help.exitCodeList().keySet().contains("130"), path.toString());
      boolean answers = !GROUPS.contains(path) && !WITHOUT_JSON.contains(path);
      // Those of services' own programs are theirs.
      boolean own = command.getCommand() instanceof ServiceTool;
      assertEquals(
          answers && !own, command.getCommandSpec().findOption("--json") != null, path.toString());
    }
  }

  @Test
  void everyCommandHasAHelpPage() {
    for (List<String> command : commands(line(), List.of())) {
      if (find(command).getCommand() instanceof ServiceTool) {
        continue;
      }
      out.reset();
      var args = new ArrayList<>(command);
      args.add("--help");
      assertEquals(0, line().execute(args.toArray(String[]::new)), args.toString());
      String help = text(out);
      assertTrue(help.contains("Usage: nustream"), help);
      assertTrue(help.contains("Examples:") && help.contains("Exit codes:"), args + ":\n" + help);
    }
  }

  private CommandLine find(List<String> path) {
    CommandLine command = line();
    for (String name : path) {
      command = command.getSubcommands().get(name);
    }
    return command;
  }

  /** The words of an example after the program's name, without what is the shell's. */
  private static String[] words(String example) {
    String command = example.strip().replaceAll(" > .*", "").replaceAll("[()]", "");
    List<String> words = List.of(command.split(" +"));
    int name = 0;
    while (!words.get(name).endsWith("nustream") || words.get(name).contains("=")) {
      name++;
    }
    return words.subList(name + 1, words.size()).toArray(String[]::new);
  }

  @Test
  void aShellTakesTheCompletion() throws IOException, InterruptedException {
    for (String shell : List.of("bash", "zsh")) {
      out.reset();
      assertEquals(0, line().execute("completion", shell));
      String script = text(out);
      assertTrue(script.contains("dead-letters") && script.contains("--accepted"), shell);
    }
    out.reset();
    assertEquals(0, line().execute("completion", "bash"));
    Path script = home.resolve("completion");
    Files.writeString(script, text(out));
    Process bash =
        new ProcessBuilder("bash", "-c", "source " + script + "; complete -p nustream")
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(bash.waitFor(120, TimeUnit.SECONDS), "bash goes on");
    assertTrue(said.contains("-F _complete_nustream nustream"), said);
    assertEquals(2, line().execute("completion", "tcsh"));
  }

  @Test
  void deadLettersAreThoseOfATopicOfTheTable() {
    assertEquals(1, line().execute("dead-letters", "list", "--topic=flavor.nothing.v1"));
    assertTrue(text(err).contains("flavor.nothing.v1"), text(err));
    assertTrue(text(err).contains("lensing.maps.v1"), text(err));
    assertEquals(1, line().execute("dead-letters", "list", "--home=" + home));
    assertTrue(text(err).contains("nothing runs"), text(err));
    assertEquals(2, line().execute("dead-letters", "replay", "--topic=lensing.maps.v1"));
    assertEquals(
        2,
        line().execute("dead-letters", "replay", "--topic=lensing.maps.v1", "--all", "--offset=1"));
    assertEquals(1, line().execute("dead-letters", "list", "--limit=0"));
    assertFalse(text(err).contains("\tat "), text(err));
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
        List.of(
            List.of("list", "--limit=5"),
            List.of("show", "x"),
            List.of("cancel", "x"),
            List.of("watch", "x"),
            List.of("export", "x", "--out=" + home.resolve("x.npz")))) {
      out.reset();
      var args = new ArrayList<>(List.of("campaigns"));
      args.addAll(command);
      args.addAll(List.of("--json", "--home=" + home));
      assertEquals(1, line().execute(args.toArray(String[]::new)), args.toString());
      JsonNode answer = Json.MAPPER.readTree(text(out));
      assertTrue(answer.at("/error/message").asText().contains("nothing runs"), text(out));
    }
    assertEquals(2, line().execute("campaigns", "show"));
    assertEquals(1, line().execute("report", "x", "--out=" + home.resolve("r"), "--home=" + home));
    assertTrue(text(err).contains("nothing runs"), text(err));
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
              boolean hidden = command.getCommandSpec().usageMessage().hidden();
              if (!name.equals("help") && !hidden) {
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
