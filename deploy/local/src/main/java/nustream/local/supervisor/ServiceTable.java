package nustream.local.supervisor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import nustream.local.home.SystemState;

/** The services of a local system: the only place that names their ports, heaps and settings. */
public final class ServiceTable {
  public static final String DIFFUSION_SAMPLER = "diffusion-sampler";
  public static final String PHYSICS_FILTER = "physics-filter";
  public static final String CAMPAIGNS = "campaigns";
  public static final String RESULTS = "results";
  public static final String MAP_SIMULATOR = "map-simulator";

  public static final int BROKER_PORT = 19_092;

  /**
   * Services that wait most of the time: the quick compiler starts them sooner and keeps them
   * small.
   */
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  private ServiceTable() {}

  /** Every service, in the order in which they are shown. */
  public static List<ServiceSpec> of(Installation installation, Home home) {
    return List.of(
        sampler(installation),
        new ServiceSpec(PHYSICS_FILTER, 18_082, List.of("-Xmx192m"), Map.of(), Map.of()),
        new ServiceSpec(CAMPAIGNS, 18_083, List.of("-Xmx128m", QUICK_COMPILER), Map.of(), Map.of()),
        new ServiceSpec(
            RESULTS,
            18_084,
            List.of("-Xmx192m", QUICK_COMPILER),
            Map.of("results.database", home.database().toString()),
            Map.of()),
        new ServiceSpec(
            MAP_SIMULATOR,
            18_085,
            // Two workers on fields of 1024^2 take 84 MiB; 64 MiB are kept between maps.
            List.of("-Xmx512m"),
            Map.of("simulator.transfers", home.transfers().toString()),
            Map.of()));
  }

  /** The sampler; its program also has commands that run without a system. */
  public static ServiceSpec sampler(Installation installation) {
    return new ServiceSpec(
        DIFFUSION_SAMPLER,
        18_081,
        // Blocks and requests; the network's own memory is native and comes on top.
        List.of("-Xmx384m"),
        Map.of(
            "sampler.models",
            installation.models().toString(),
            // Never look for a newer engine on the network.
            "ai.djl.offline",
            "true"),
        Map.of(
            // Spinning threads make each other many times slower on shared cores.
            "OMP_WAIT_POLICY", "PASSIVE",
            "OPT_OUT_TRACKING", "true"));
  }

  /** Default ports by name, the broker's included. */
  public static Map<String, Integer> defaultPorts(List<ServiceSpec> services) {
    var ports = new LinkedHashMap<String, Integer>();
    ports.put(SystemState.BROKER, BROKER_PORT);
    services.forEach(service -> ports.put(service.name(), service.defaultPort()));
    return ports;
  }
}
