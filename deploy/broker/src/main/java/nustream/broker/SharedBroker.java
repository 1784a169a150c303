package nustream.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One broker for all tests of a JVM: started by the first who asks, on free ports and in a
 * temporary folder, and stopped with the JVM. Tests share its topics, so each uses keys (campaign
 * ids) and consumer groups of its own.
 */
public final class SharedBroker {
  private static EmbeddedBroker broker;

  private SharedBroker() {}

  /** The running broker's {@code bootstrap.servers}. */
  public static synchronized String bootstrapServers() {
    if (broker == null) {
      Path folder = temporaryFolder();
      broker = EmbeddedBroker.in(folder).start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    broker.close();
                    remove(folder);
                  },
                  "shared-broker-stop"));
    }
    return broker.bootstrapServers();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("nustream-broker");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
