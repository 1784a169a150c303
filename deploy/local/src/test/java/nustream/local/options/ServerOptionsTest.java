package nustream.local.options;

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
import java.util.stream.Stream;
import nustream.local.Json;
import nustream.local.Terminal;
import nustream.local.command.NustreamCommand;
import nustream.messaging.testing.GuardedServer;
import nustream.messaging.testing.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that asks services, before services with TLS and tokens. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ServerOptionsTest {
  private static final String ID = FakeCluster.CAMPAIGN;
  @TempDir static Path own;
  @TempDir static Path other;
  @TempDir static Path tokens;
  private static GuardedServer server;
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void serve() throws Exception {
    TestCertificate.write(own);
    TestCertificate.write(other);
    Files.writeString(tokens.resolve("operator"), GuardedServer.TOKEN + "\n");
    Files.writeString(tokens.resolve("reader"), GuardedServer.READER_TOKEN);
    Files.writeString(tokens.resolve("nobody"), "unknown");
    server = new GuardedServer(own, FakeCluster.services());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
  }

  /** What the made-up services can answer. */
  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("campaigns", "list"),
        List.of("campaigns", "show", ID),
        List.of("campaigns", "watch", ID),
        List.of("campaigns", "cancel", ID),
        List.of("campaigns", "export", ID, "--out=FOLDER/out.csv"),
        List.of("flavor", "generate", "--accepted=2", "--campaign=" + ID),
        List.of("trainings", "list"),
        List.of("capacity"));
  }

  /** And what they cannot. */
  static Stream<List<String>> allCommands() {
    return Stream.concat(
        commands(),
        Stream.of(
            List.of("lensing", "run", "--maps=2"),
            List.of("report", ID, "--out=FOLDER/report"),
            List.of("trainings", "show", "x"),
            List.of("trainings", "cancel", "x"),
            List.of("trainings", "logs", "x"),
            List.of("trainings", "start", "diffusion-sampler", "train")));
  }

  private int run(List<String> command, String... more) {
    out.reset();
    err.reset();
    var words = new ArrayList<String>();
    command.forEach(word -> words.add(word.replace("FOLDER", folder.toString())));
    words.addAll(List.of(more));
    words.add("--home=" + folder.resolve("home"));
    return NustreamCommand.commandLine(
            new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false))
        .execute(words.toArray(String[]::new));
  }

  private int ask(List<String> command, Path authority, String token, String... more) {
    var words = new ArrayList<>(List.of(more));
    words.add("--server=" + server.url());
    words.add("--results=" + server.url());
    words.add("--ca=" + authority.resolve("tls.crt"));
    words.add("--token-file=" + tokens.resolve(token));
    return run(command, words.toArray(String[]::new));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theRightTokenGetsIn(List<String> command) throws IOException {
    assertEquals(0, ask(command, own, "operator", "--json"), complained());
    assertTrue(Json.MAPPER.readTree(said()).isObject(), said());
    assertFalse(Files.exists(folder.resolve("home")), "nothing was started here");
  }

  @ParameterizedTest
  @MethodSource("allCommands")
  void aWrongTokenIsToldWithWhatToDo(List<String> command) throws IOException {
    assertEquals(1, ask(command, own, "nobody", "--json"), said());
    JsonNode error = Json.MAPPER.readTree(said()).get("error");
    assertEquals("UNAUTHENTICATED", error.get("reason").asText());
    String message = error.get("message").asText();
    assertTrue(message.contains("the token is not known, or has run out; give a token"), message);
    assertTrue(message.contains("--token-file"), message);
    assertFalse(complained().contains("\tat "), complained());
  }

  @Test
  void aTokenOfTooLittleIsToldWithWhatToDo() throws IOException {
    assertEquals(0, ask(List.of("campaigns", "list"), own, "reader"), complained());
    assertEquals(1, ask(List.of("campaigns", "cancel", ID), own, "reader", "--json"));
    JsonNode error = Json.MAPPER.readTree(said()).get("error");
    assertEquals("PERMISSION_DENIED", error.get("reason").asText());
    assertTrue(error.get("message").asText().contains("give a token of that role"), said());
  }

  @Test
  void aServiceThatIsNotTrustedIsToldWithWhatToDo() {
    for (List<String> command : List.of(List.of("campaigns", "list"), List.of("capacity"))) {
      assertEquals(1, ask(command, other, "operator"));
      assertTrue(complained().contains("is not signed by whom we trust"), complained());
      assertTrue(complained().contains("--ca FILE or NUSTREAM_CA"), complained());
    }
  }

  @Test
  void howSolutionsWereMadeComesFromTheSolutions() throws IOException {
    var generate = List.of("flavor", "generate", "--accepted=2", "--campaign=" + ID);
    assertEquals(0, ask(generate, own, "operator", "--json"), complained());
    JsonNode result = Json.MAPPER.readTree(said());
    assertEquals("seesaw-wide", result.get("model").asText());
    assertEquals(0.5, result.get("guidance").asDouble());
    assertEquals(25, result.get("steps").asInt());
    assertEquals(1.0, result.get("eta").asDouble());
  }

  @Test
  void aServiceThatIsNotNamedIsMissedBeforeAnythingBegins() {
    for (List<String> command :
        List.of(
            List.of("campaigns", "export", ID, "--out=FOLDER/out.csv"),
            List.of("flavor", "generate", "--accepted=2"),
            List.of("lensing", "run", "--maps=2"),
            List.of("report", ID, "--out=FOLDER/report"))) {
      assertEquals(1, run(command, "--server=" + server.url(), "--results="));
      assertTrue(complained().contains("--results URL is missing"), complained());
    }
  }

  @Test
  void optionsThatAreWrongAreNamed() {
    var list = List.of("campaigns", "list");
    assertEquals(1, run(list, "--server=" + server.url(), "--ca=/none.pem"));
    assertTrue(complained().contains("--ca = /none.pem"), complained());
    assertEquals(1, run(list, "--server=" + server.url(), "--token-file=/none"));
    assertTrue(complained().contains("--token-file = /none"), complained());
    String token = "--token-file=" + tokens.resolve("reader");
    assertEquals(1, run(list, "--server=http://192.0.2.1:80", token));
    assertTrue(complained().contains("only sent over https"), complained());
    assertEquals(1, run(list, "--server=campaigns"));
    assertTrue(complained().contains("--server = campaigns, allowed https:"), complained());
  }
}
