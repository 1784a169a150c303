package nustream.local.endtoend;

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
import nustream.local.command.NustreamCommand;
import nustream.local.home.Home;
import nustream.local.home.ServicePhase;
import nustream.local.home.ServiceState;
import nustream.local.home.StateFile;
import nustream.local.home.SystemState;

/** A whole local system in a folder of its own and on free ports, spoken to as a user would. */
final class SystemUnderTest {
  private static final List<String> PORTS =
      List.of(
          "--port=broker=0",
          "--port=diffusion-sampler=0",
          "--port=physics-filter=0",
          "--port=campaigns=0",
          "--port=results=0",
          "--port=map-simulator=0",
          "--port=cnn-classifier=0");

  private final Home home;

  SystemUnderTest(Path folder) {
    this.home = new Home(folder);
  }

  Home home() {
    return home;
  }

  void up() throws IOException {
    var arguments = new ArrayList<>(List.of("up", "--detach", "--json"));
    arguments.addAll(PORTS);
    JsonNode answer = run(arguments);
    if (!answer.path("ready").asBoolean()) {
      throw new IllegalStateException("not up: " + answer);
    }
  }

  void down() throws IOException {
    run(List.of("down", "--json"));
  }

  /** Orders a campaign, or asks for one that was ordered before, and exports it. */
  JsonNode generate(String campaign, long accepted, long seed, Path csv) throws IOException {
    return run(
        List.of(
            "flavor",
            "generate",
            "--campaign=" + campaign,
            "--accepted=" + accepted,
            "--seed=" + seed,
            "--out=" + csv,
            "--json"));
  }

  /** Orders a campaign of maps and exports it. */
  JsonNode classify(String campaign, long maps, long seed, Path csv) throws IOException {
    return run(
        List.of(
            "lensing",
            "run",
            "--campaign=" + campaign,
            "--maps=" + maps,
            "--seed=" + seed,
            "--out=" + csv,
            "--json"));
  }

  /** kill -9. */
  void kill(String service) {
    state(service).process().running().orElseThrow().destroyForcibly();
  }

  boolean ready(String service) {
    return state(service).phase() == ServicePhase.READY;
  }

  int restarts(String service) {
    return state(service).restarts();
  }

  SystemState state() {
    return new StateFile(home).readRunning().orElseThrow();
  }

  String brokerAddress() {
    return "127.0.0.1:" + state(SystemState.BROKER).port();
  }

  private ServiceState state(String service) {
    return state().service(service).orElseThrow();
  }

  /** Runs a command of the system that answers one JSON object. */
  JsonNode ask(String... words) throws IOException {
    var arguments = new ArrayList<>(List.of(words));
    arguments.add("--json");
    return run(arguments);
  }

  /** What a command says that is refused. */
  String refusal(String... words) throws IOException {
    try {
      return "done: " + ask(words);
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  String address(String service) {
    return "127.0.0.1:" + state(service).port();
  }

  /** Runs a command; fails with what it said unless it ended well with one JSON object. */
  private JsonNode run(List<String> arguments) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    var all = new ArrayList<>(arguments);
    all.add("--home=" + home.folder());
    int code = NustreamCommand.commandLine(terminal).execute(all.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException(
          all + " ended with " + code + ": " + err.toString(StandardCharsets.UTF_8));
    }
    return Json.MAPPER.readTree(out.toString(StandardCharsets.UTF_8));
  }
}
