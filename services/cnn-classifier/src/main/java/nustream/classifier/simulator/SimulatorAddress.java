package nustream.classifier.simulator;

/**
 * Where a map simulator listens.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record SimulatorAddress(String host, int port) {
  public SimulatorAddress {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw refused(host + ":" + port);
    }
  }

  /**
   * Reads HOST:PORT; an IPv6 address is in brackets.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static SimulatorAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw refused(text);
    }
    return new SimulatorAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "address of a map simulator = " + text + ", allowed HOST:PORT with a port of 1 to 65535");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
