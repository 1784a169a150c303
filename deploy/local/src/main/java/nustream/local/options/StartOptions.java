package nustream.local.options;

import java.util.LinkedHashMap;
import java.util.Map;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import nustream.local.supervisor.PortPlan;
import nustream.local.supervisor.ServiceTable;
import picocli.CommandLine.Option;

/** How a system is started. */
public final class StartOptions {
  @Option(
      names = "--port",
      paramLabel = "NAME=PORT",
      description =
          "Loopback port of broker, diffusion-sampler, physics-filter, campaigns, results,"
              + " map-simulator or cnn-classifier; 0 takes a free one. May be repeated. Also from"
              + " NUSTREAM_PORT_BROKER, NUSTREAM_PORT_DIFFUSION_SAMPLER, ...")
  Map<String, Integer> ports = new LinkedHashMap<>();

  public PortPlan plan(Home home) {
    return PortPlan.of(
        ServiceTable.defaultPorts(ServiceTable.of(Installation.current(), home)),
        System.getenv(),
        ports);
  }
}
