package nustream.local.supervisor;

import java.nio.file.Path;
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
  public static final String CNN_CLASSIFIER = "cnn-classifier";

  public static final int BROKER_PORT = 19_092;

  /**
   * Services that wait most of the time: the quick compiler starts them sooner and keeps them
   * small.
   */
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  private static final Map<String, String> NETWORK_ENVIRONMENT =
      Map.of(
          // Spinning threads make each other many times slower on shared cores.
          "OMP_WAIT_POLICY",
          "PASSIVE",
          // Tensors of a native call are kept for the next one; the allocator would give them back
          // to the system after each and take zeroed pages for it, up to half of the time.
          "MALLOC_TRIM_THRESHOLD_",
          String.valueOf(1 << 30),
          "MALLOC_MMAP_THRESHOLD_",
          String.valueOf(32 << 20),
          "OPT_OUT_TRACKING",
          "true");

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
            // A box of a light cone takes 320 MiB, its planes 150 MiB, maps of others 128 MiB; far
            // less where none are asked for.
            List.of("-Xmx1g"),
            Map.of("simulator.transfers", home.transfers().toString()),
            Map.of()),
        classifier(installation));
  }

  /** The sampler; its program also has commands that run without a system. */
  public static ServiceSpec sampler(Installation installation) {
    return new ServiceSpec(
        DIFFUSION_SAMPLER,
        18_081,
        // Blocks and requests; the network's own memory is native and comes on top.
        List.of("-Xmx384m"),
        network("sampler.models", installation.models()),
        NETWORK_ENVIRONMENT);
  }

  /** The classifier; its program also has commands that run without a system. */
  public static ServiceSpec classifier(Installation installation) {
    return new ServiceSpec(
        CNN_CLASSIFIER,
        18_086,
        // Maps on their way; the network's own memory is native and comes on top.
        List.of("-Xmx384m"),
        network("classifier.models", installation.classifiers()),
        NETWORK_ENVIRONMENT);
  }

  /** The service told where the others listen, if it asks them. */
  static ServiceSpec withPeers(ServiceSpec service, PortPlan ports) {
    return service.name().equals(RESULTS)
        ? service.with(
            Map.of(
                "results.dashboard.sampler-address", address(DIFFUSION_SAMPLER, ports),
                "results.dashboard.filter-address", address(PHYSICS_FILTER, ports),
                "results.dashboard.campaigns-address", address(CAMPAIGNS, ports),
                "results.dashboard.simulator-address", address(MAP_SIMULATOR, ports),
                "results.dashboard.classifier-address", address(CNN_CLASSIFIER, ports)))
        : service;
  }

  private static String address(String service, PortPlan ports) {
    return PortPlan.LOOPBACK + ":" + ports.port(service);
  }

  private static Map<String, String> network(String modelsProperty, Path models) {
    // Offline: never look for a newer engine on the network.
    return Map.of(modelsProperty, models.toString(), "ai.djl.offline", "true");
  }

  /** Default ports by name, the broker's included. */
  public static Map<String, Integer> defaultPorts(List<ServiceSpec> services) {
    var ports = new LinkedHashMap<String, Integer>();
    ports.put(SystemState.BROKER, BROKER_PORT);
    services.forEach(service -> ports.put(service.name(), service.defaultPort()));
    return ports;
  }
}
