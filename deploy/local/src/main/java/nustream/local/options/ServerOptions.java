package nustream.local.options;

import java.util.HashMap;
import java.util.Map;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.Endpoints;
import nustream.local.grpc.LocalEndpoints;
import nustream.local.home.Home;
import nustream.local.supervisor.ServiceTable;
import nustream.local.system.LocalSystem;
import nustream.messaging.client.AccessOptions;
import nustream.messaging.client.ServiceAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The services of a cluster, when a command is not about the local system. */
public final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:NUSTREAM_SERVER}",
      description =
          "The campaigns service of a cluster, for example https://campaigns.example.org:443"
              + " (default: NUSTREAM_SERVER, else the local system).")
  private String campaigns;

  @Option(
      names = "--results",
      paramLabel = "URL",
      defaultValue = "${env:NUSTREAM_RESULTS}",
      description =
          "The results service of that cluster, for what is read from there (default:"
              + " NUSTREAM_RESULTS).")
  private String results;

  @Mixin private AccessOptions access;

  /** Whether a cluster was named. */
  public boolean given() {
    return set(campaigns);
  }

  /**
   * The services of the cluster that was named.
   *
   * @param needed names of services that will be called, so that one that was not named is missed
   *     before anything has begun
   */
  public Endpoints cluster(String... needed) {
    Map<String, ServiceAddress> addresses = new HashMap<>();
    try {
      addresses.put(ServiceTable.CAMPAIGNS, ServiceAddress.parse("--server", campaigns));
      if (set(results)) {
        addresses.put(ServiceTable.RESULTS, ServiceAddress.parse("--results", results));
      }
      var endpoints = new ClusterEndpoints(addresses, access.access());
      for (String service : needed) {
        var unused = endpoints.channel(service);
      }
      return endpoints;
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** The services of the cluster that was named, or of the local system, which must run. */
  public Endpoints running(Home home, Terminal terminal, String... needed) {
    return given()
        ? cluster(needed)
        : new LocalEndpoints(new LocalSystem(home, terminal).required());
  }

  /** As {@link #running}, but a local system is started when none runs. */
  public Endpoints started(StartOptions start, Home home, Terminal terminal, String... needed)
      throws InterruptedException {
    return given()
        ? cluster(needed)
        : new LocalEndpoints(new LocalSystem(home, terminal).ensureUp(start.plan(home), null));
  }

  private static boolean set(String url) {
    return url != null && !url.isBlank();
  }
}
