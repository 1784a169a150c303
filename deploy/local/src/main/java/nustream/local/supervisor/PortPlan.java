package nustream.local.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import nustream.local.UserError;

/**
 * Which loopback port everything answers on. A flag wins over the environment, the environment over
 * the default; 0 means any free port.
 *
 * @param ports by name: "broker" and the services
 */
public record PortPlan(Map<String, Integer> ports) {
  public static final String LOOPBACK = "127.0.0.1";

  private static final int LARGEST = 65_535;

  /**
   * Where free ports are looked for: below the range from which the system takes the ports of
   * outgoing connections, so that none of these gets in before the service does.
   */
  private static final int FREE_FROM = 20_000;

  private static final int FREE_TO = 32_000;

  /** Of 12,000 ports; that so many in a row are taken means that something else is wrong. */
  private static final int FREE_TRIES = 200;

  public PortPlan {
    ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
  }

  /**
   * @param defaults every name that may have a port
   * @param environment for variables such as NUSTREAM_PORT_BROKER
   * @param flags from the command line, by name
   */
  public static PortPlan of(
      Map<String, Integer> defaults, Map<String, String> environment, Map<String, Integer> flags) {
    for (String name : flags.keySet()) {
      if (!defaults.containsKey(name)) {
        throw new UserError(
            "--port " + name + "=...: no such service; choose from " + defaults.keySet());
      }
    }
    var ports = new LinkedHashMap<String, Integer>();
    defaults.forEach(
        (name, port) -> {
          Integer flag = flags.get(name);
          ports.put(
              name,
              flag != null
                  ? inRange(flag, "--port " + name)
                  : fromEnvironment(environment, name, port));
        });
    return new PortPlan(ports);
  }

  /** The environment variable that sets the port of this name. */
  public static String variable(String name) {
    return "NUSTREAM_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * The same with every 0 replaced by a free port.
   *
   * @throws UserError naming port, service and what to change when something listens there
   */
  public PortPlan claim() {
    var claimed = new LinkedHashMap<String, Integer>();
    ports.forEach(
        (name, port) -> claimed.put(name, port == 0 ? free(name, claimed) : claim(name, port)));
    return new PortPlan(claimed);
  }

  public int port(String name) {
    return ports.get(name);
  }

  private static int claim(String name, int port) {
    if (!available(port)) {
      throw new UserError(
          String.format(
              "port %d on %s, which %s needs, is taken; stop what listens there, or choose another with"
                  + " --port %s=PORT or %s=PORT (0 takes a free one)",
              port, LOOPBACK, name, name, variable(name)));
    }
    return port;
  }

  /** A port that nothing listens on and nothing else of this plan has. */
  private int free(String name, Map<String, Integer> claimed) {
    var random = ThreadLocalRandom.current();
    for (int attempt = 0; attempt < FREE_TRIES; attempt++) {
      int port = random.nextInt(FREE_FROM, FREE_TO);
      if (!claimed.containsValue(port) && !ports.containsValue(port) && available(port)) {
        return port;
      }
    }
    throw new UserError(
        String.format(
            "no free port for %s: %d ports between %d and %d on %s were tried; choose one with --port %s=PORT",
            name, FREE_TRIES, FREE_FROM, FREE_TO, LOOPBACK, name));
  }

  private static boolean available(int port) {
    try (var socket = new ServerSocket()) {
      // Connections of a system that has just been stopped do not keep the port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int fromEnvironment(Map<String, String> environment, String name, int port) {
    String text = environment.get(variable(name));
    if (text == null || text.isBlank()) {
      return port;
    }
    try {
      return inRange(Integer.parseInt(text.strip()), variable(name));
    } catch (NumberFormatException e) {
      throw new UserError(variable(name) + "=" + text + ": want a port, 0 to " + LARGEST, e);
    }
  }

  private static int inRange(int port, String source) {
    if (port < 0 || port > LARGEST) {
      throw new UserError(source + "=" + port + ": want a port, 0 to " + LARGEST);
    }
    return port;
  }
}
