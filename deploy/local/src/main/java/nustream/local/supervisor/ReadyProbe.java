package nustream.local.supervisor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a service whether it is ready. */
public final class ReadyProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int OK = 200;

  /** Every answer of a service names the service here. */
  private static final String SERVICE_HEADER = "X-Nustream-Service";

  private ReadyProbe() {}

  /**
   * Whether the service answers its readiness check on this loopback port with 200 in time.
   * Anything else that listens there is not the service.
   */
  public static boolean ready(String service, int port) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://" + PortPlan.LOOPBACK + ":" + port + "/q/health/ready")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout((int) TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      try {
        return connection.getResponseCode() == OK
            && ("nustream-" + service).equals(connection.getHeaderField(SERVICE_HEADER));
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
