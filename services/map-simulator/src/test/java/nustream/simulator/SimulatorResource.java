package nustream.simulator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import nustream.broker.SharedBroker;

/** The broker of this JVM; transfer functions are kept in the build folder. */
public class SimulatorResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "kafka.bootstrap.servers",
        SharedBroker.bootstrapServers(),
        "simulator.transfers",
        "target/transfers",
        "simulator.workers",
        "2",
        // On a busy machine a service keeps its partitions, and does nothing twice.
        "mp.messaging.connector.smallrye-kafka.session.timeout.ms",
        "120000");
  }

  @Override
  public void stop() {
    // The broker stops with the JVM: other tests use it too.
  }
}
