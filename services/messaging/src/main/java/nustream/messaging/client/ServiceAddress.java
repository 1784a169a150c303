package nustream.messaging.client;

import java.net.URI;

/**
 * Where a service listens, for gRPC and HTTP alike.
 *
 * @param tls whether it speaks TLS
 * @param host name or address, an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record ServiceAddress(boolean tls, String host, int port) {
  private static final String SECURE = "https";
  private static final String PLAIN = "http";
  private static final int SECURE_PORT = 443;
  private static final int MOST_PORT = 65_535;

  public ServiceAddress {
    if (host.isBlank() || port < 1 || port > MOST_PORT) {
      throw refused("address", host + ":" + port);
    }
  }

  /**
   * Reads https://HOST:PORT, or HOST:PORT of a service without TLS, which may be written
   * http://HOST:PORT. Without a port https means 443.
   *
   * @param name of the option or setting, for the message
   * @throws IllegalArgumentException if it is neither
   */
  public static ServiceAddress parse(String name, String text) {
    URI uri;
    try {
      uri = URI.create(text.contains("://") ? text : PLAIN + "://" + text);
    } catch (IllegalArgumentException e) {
      throw refused(name, text);
    }
    boolean tls = SECURE.equals(uri.getScheme());
    int port = uri.getPort() < 0 && tls ? SECURE_PORT : uri.getPort();
    boolean more =
        uri.getRawUserInfo() != null
            || uri.getRawQuery() != null
            || uri.getRawFragment() != null
            || (uri.getRawPath() != null && !uri.getRawPath().matches("/?"));
    if (!(tls || PLAIN.equals(uri.getScheme()))
        || uri.getHost() == null
        || more
        || port < 1
        || port > MOST_PORT) {
      throw refused(name, text);
    }
    return new ServiceAddress(tls, uri.getHost(), port);
  }

  /** A page of the service. */
  public URI page(String path) {
    return URI.create((tls ? SECURE : PLAIN) + "://" + host + ":" + port + path);
  }

  /** Whether what is sent there can be read on the way. */
  public boolean exposed() {
    return !tls && !Loopback.is(host);
  }

  private static IllegalArgumentException refused(String name, String text) {
    return new IllegalArgumentException(
        name
            + " = "
            + text
            + ", allowed https://HOST:PORT, or HOST:PORT without TLS, with a port of 1 to "
            + MOST_PORT);
  }

  @Override
  public String toString() {
    return (tls ? SECURE + "://" : "") + host + ":" + port;
  }
}
