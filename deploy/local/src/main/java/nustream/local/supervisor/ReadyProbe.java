package nustream.local.supervisor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a service whether it is ready. */
public final class ReadyProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int OK = 200;

  private ReadyProbe() {}

  /** Whether the service on this loopback port answers its readiness check with 200 in time. */
  public static boolean ready(int port) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://" + PortPlan.LOOPBACK + ":" + port + "/q/health/ready")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout((int) TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      try {
        return connection.getResponseCode() == OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
