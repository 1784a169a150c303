package nustream.filter;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import nustream.broker.SharedBroker;

/** The broker of this JVM, for a Quarkus test. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("kafka.bootstrap.servers", SharedBroker.bootstrapServers());
  }

  @Override
  public void stop() {
    // Stopped with the JVM: other tests use it too.
  }
}
