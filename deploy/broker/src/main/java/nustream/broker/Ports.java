package nustream.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class Ports {
  static final String LOOPBACK = "127.0.0.1";

  private Ports() {}

  /**
   * The port itself when it is free, or any free port for 0.
   *
   * <p>Asked before Kafka starts: Kafka finds a taken port only after half of it runs, and that
   * half does not stop cleanly.
   *
   * @param use what the port is for, named in the error
   * @param property how to choose another one, named in the error
   * @throws BrokerStartException naming the port when something else listens on it
   */
  static int claim(int port, String use, String property) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          use + " port " + port + ", want 0 (any free one) to 65535");
    }
    try (var socket = new ServerSocket()) {
      // A port in TIME_WAIT after a restart is free for Kafka, which sets the same option.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerStartException(
          String.format(
              "port %d on %s is taken: the %s needs it; stop what listens there or choose another port (%s)",
              port, LOOPBACK, use, property),
          e);
    }
  }
}
