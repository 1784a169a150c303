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
        "2");
  }

  @Override
  public void stop() {
    // The broker stops with the JVM: other tests use it too.
  }
}
