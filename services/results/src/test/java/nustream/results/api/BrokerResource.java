package nustream.results.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nustream.broker.SharedBroker;
import nustream.results.dashboard.FakePeers;

/** The broker of this JVM, a database of its own and made-up other services, for a Quarkus test. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      var settings = new HashMap<String, String>();
      settings.put("kafka.bootstrap.servers", SharedBroker.bootstrapServers());
      settings.put(
          "results.database",
          Files.createTempDirectory("nustream-results").resolve("s.duckdb").toString());
      settings.put("results.max-streams", "3");
      // Far above what a busy machine takes.
      settings.put("results.freshness", "60s");
      settings.put("results.reader-wait", "60s");
      settings.put("results.dashboard.call", "60s");
      settings.put("results.max-exports", "1");
      for (String peer : List.of("sampler", "campaigns", "simulator", "classifier")) {
        settings.put("results.dashboard." + peer + "-address", FakePeers.address());
      }
      // Nothing listens there: the filter is away.
      settings.put("results.dashboard.filter-address", "127.0.0.1:1");
      settings.put("results.dashboard.max-viewers", "3");
      settings.put("results.dashboard.pulse", "200ms");
      settings.put("results.dashboard.look", "500ms");
      settings.put("results.dashboard.reference-draws", "5000");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The broker stops with the JVM: other tests use it too.
  }
}
