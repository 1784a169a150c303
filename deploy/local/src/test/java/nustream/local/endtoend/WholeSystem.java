package nustream.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nustream.campaigns.v1.Campaign;
import nustream.local.grpc.CampaignClient;
import nustream.local.grpc.LocalEndpoints;
import nustream.local.grpc.ServiceChannels;
import nustream.local.supervisor.ServiceTable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole system as a user has it: the supervisor and every service as processes, a real broker
 * and the shipped model. One for all classes of tests, because a start takes some ten seconds.
 */
@ExtendWith(WholeSystem.Started.class)
abstract class WholeSystem {
  /**
   * Eight blocks of 500 candidates or more: enough to be killed twice in the middle, and for those
   * who read eight.
   */
  static final long ACCEPTED = 3_600;

  /** Three windows of the campaign: it cannot have ended when the first map is counted. */
  static final long MAPS = 800;

  static final long SEED = 7;

  /** Two campaigns of this size take twenty seconds each on idle cores; busy ones far longer. */
  static final Duration LIMIT = Duration.ofMinutes(10);

  static final Path ROOT = Path.of(System.getProperty("nustream.root"));

  static Path folder;
  static SystemUnderTest system;
  static PythonTools python;

  /** Ordered by whoever comes first; whoever comes later is told of the same. */
  static JsonNode calm() throws IOException {
    return system.generate("calm", ACCEPTED, SEED, csv("calm"));
  }

  /** Maps of both classes, in the same way. */
  static JsonNode calmMaps() throws IOException {
    return system.classify("calm-maps", MAPS, SEED, csv("calm-maps"));
  }

  static Campaign campaign(String id) {
    try (var channels = new ServiceChannels(new LocalEndpoints(system.state()))) {
      return new CampaignClient(channels.to(ServiceTable.CAMPAIGNS)).get(id);
    }
  }

  static String program(String... command) throws IOException, InterruptedException {
    var said =
        new OtherProgram(List.of(command), exported("program.log")).run((int) LIMIT.toMinutes());
    assertEquals(0, said.code(), () -> List.of(command) + ": " + said.text());
    return said.text();
  }

  static Path exported(String name) throws IOException {
    return exports().resolve(name);
  }

  static Path csv(String name) {
    return folder.resolve(name + ".csv");
  }

  static List<String> ids(Path csv) throws IOException {
    return Files.readAllLines(csv).stream()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }

  static Path exports() throws IOException {
    return Files.createDirectories(folder.resolve("exports"));
  }

  /** Starts it for the first class of a run, and stops it after the last. */
  static final class Started implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(WholeSystem.class))
          .getOrComputeIfAbsent("system", name -> new Run(), Run.class);
    }
  }

  private static final class Run implements AutoCloseable {
    Run() {
      try {
        folder = Files.createTempDirectory("nustream-end-to-end");
        // Installs while the first tests run.
        python = new PythonTools(ROOT);
        system = new SystemUnderTest(folder.resolve("home"));
        system.up();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      system.down();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
