package nustream.campaigns.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import nustream.broker.SharedBroker;

/** The broker of this JVM, for a Quarkus test. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "kafka.bootstrap.servers", SharedBroker.bootstrapServers(),
        "campaigns.max-running", "3",
        // Far above what a busy machine takes.
        "campaigns.scaling.kafka-timeout", "60s");
  }

  @Override
  public void stop() {
    // Stopped with the JVM: other tests use it too.
  }
}
