package nustream.local.deadletters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.command.NustreamCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BrokerOptionsTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          false);

  private Map<String, Object> settings(String... words) {
    var options = new BrokerOptions();
    var line = new CommandLine(CommandLine.Model.CommandSpec.create());
    line.addMixin("broker", options);
    line.parseArgs(words);
    return options.settings(terminal);
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("kafka.properties"), String.join("\n", lines));
  }

  @Test
  void theFileSaysHowToGetInAndWhere() throws IOException {
    Path file = file("bootstrap.servers=kafka:9093", "security.protocol=SSL");
    assertEquals(
        Map.of("bootstrap.servers", "kafka:9093", "security.protocol", "SSL"),
        settings("--broker-config=" + file));
    assertEquals(
        Map.of("bootstrap.servers", "other:9093", "security.protocol", "SSL"),
        settings("--broker-config=" + file, "--broker=other:9093"));
  }

  @Test
  void withoutAnAddressTheBrokerIsThatOfTheLocalSystem() throws IOException {
    Path file = file("security.protocol=SSL");
    UserError none =
        assertThrows(
            UserError.class, () -> settings("--broker-config=" + file, "--home=" + folder));
    assertTrue(none.getMessage().contains("nothing runs"), none.getMessage());
  }

  @Test
  void aStoreThatIsNotThereIsNamed() throws IOException {
    Path file =
        file(
            "security.protocol=SSL",
            "ssl.truststore.type=PKCS12",
            "ssl.truststore.location=/none/ca.p12");
    int code =
        NustreamCommand.commandLine(terminal)
            .execute("dead-letters", "list", "--broker=127.0.0.1:1", "--broker-config=" + file);
    String said = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, code, said);
    assertTrue(said.contains("/none/ca.p12"), said);
    assertEquals(1, said.lines().count(), said);
  }
}
