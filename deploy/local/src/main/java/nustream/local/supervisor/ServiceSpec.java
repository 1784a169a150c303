package nustream.local.supervisor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one service is started as a process of its own.
 *
 * @param name its folder under services
 * @param defaultPort loopback port for REST, gRPC, health and metrics
 * @param jvmFlags memory bounds and compiler of its JVM
 * @param properties configuration of the service, by property name
 * @param environment environment variables, for what native libraries read
 */
public record ServiceSpec(
    String name,
    int defaultPort,
    List<String> jvmFlags,
    Map<String, String> properties,
    Map<String, String> environment) {

  public ServiceSpec {
    jvmFlags = List.copyOf(jvmFlags);
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  /** The same with more configuration. */
  ServiceSpec with(Map<String, String> more) {
    var all = new LinkedHashMap<>(properties);
    all.putAll(more);
    return new ServiceSpec(name, defaultPort, jvmFlags, all, environment);
  }
}
