package nustream.results.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import nustream.broker.SharedBroker;

/** The broker of this JVM and a database of its own, for a Quarkus test. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      return Map.of(
          "kafka.bootstrap.servers",
          SharedBroker.bootstrapServers(),
          "results.database",
          Files.createTempDirectory("nustream-results").resolve("s.duckdb").toString(),
          "results.max-streams",
          "3",
          "results.max-exports",
          "1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The broker stops with the JVM: other tests use it too.
  }
}
