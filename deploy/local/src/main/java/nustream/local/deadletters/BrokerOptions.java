package nustream.local.deadletters;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.home.SystemState;
import nustream.local.options.HomeOptions;
import nustream.local.supervisor.PortPlan;
import nustream.local.system.LocalSystem;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker a command is about. */
final class BrokerOptions {
  private static final String SERVERS = "bootstrap.servers";

  @Option(
      names = "--broker",
      paramLabel = "HOST:PORT",
      description =
          "A broker of a cluster (default: bootstrap.servers of --broker-config, else the broker of"
              + " the running local system).")
  String address;

  @Option(
      names = "--broker-config",
      paramLabel = "FILE",
      description =
          "Properties of Kafka clients, for a broker that wants TLS or a password:"
              + " security.protocol, ssl.truststore.location, ssl.keystore.location, ...")
  Path properties;

  @Mixin HomeOptions home;

  /** What every client of the broker is made with. */
  Map<String, Object> settings(Terminal terminal) {
    Map<String, Object> settings = new HashMap<>();
    if (properties != null) {
      var given = new Properties();
      try (Reader reader = Files.newBufferedReader(properties)) {
        given.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new UserError("--broker-config " + properties + ": cannot be read (" + e + ")", e);
      }
      given.forEach((name, value) -> settings.put(name.toString(), value));
    }
    if (address != null) {
      settings.put(SERVERS, address);
    } else {
      settings.computeIfAbsent(SERVERS, none -> local(terminal));
    }
    return settings;
  }

  private String local(Terminal terminal) {
    int port =
        new LocalSystem(home.home(), terminal)
            .required()
            .service(SystemState.BROKER)
            .orElseThrow(() -> new UserError("the running system has no broker"))
            .port();
    return PortPlan.LOOPBACK + ":" + port;
  }
}
