package nustream.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The ports of a broker on the loopback interface.
 *
 * @param client that clients connect to
 * @param controller that broker and controller talk over
 */
record Ports(int client, int controller) {
  static final String LOOPBACK = "127.0.0.1";

  /**
   * These ports when they are free, or any free ones for 0.
   *
   * <p>Asked before Kafka starts: Kafka finds a taken port only after half of it runs, and that
   * half does not stop cleanly.
   *
   * @throws BrokerStartException naming the port when something else listens on it
   */
  static Ports claim(int client, int controller) {
    // Both are held until both are known: a free port that is given back may be given out again.
    try (ServerSocket first = bound(client, "Kafka broker", "broker port");
        ServerSocket second = bound(controller, "Kafka controller", "broker controller port")) {
      return new Ports(first.getLocalPort(), second.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give a port back", e);
    }
  }

  /**
   * @param use what the port is for, named in the error
   * @param property how to choose another one, named in the error
   */
  private static ServerSocket bound(int port, String use, String property) throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          use + " port " + port + ", want 0 (any free one) to 65535");
    }
    var socket = new ServerSocket();
    try {
      // A port in TIME_WAIT after a restart is free for Kafka, which sets the same option.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new BrokerStartException(
          String.format(
              "port %d on %s is taken: the %s needs it; stop what listens there or choose another port (%s)",
              port, LOOPBACK, use, property),
          e);
    }
  }
}
