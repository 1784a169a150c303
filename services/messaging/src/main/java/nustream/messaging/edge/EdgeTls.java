package nustream.messaging.edge;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * From the two files of {@link EdgeConfig} to Quarkus's settings: TLS from the registry, which
 * looks at the files every 30 s, on the port that is plain otherwise, and no plain port beside it.
 */
public final class EdgeTls implements ConfigSourceFactory {
  /** Name in the TLS registry. */
  static final String NAME = "nustream-edge";

  /** Above the shared defaults (100), below a service's own settings (250). */
  private static final int ORDINAL = 150;

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ORDINAL);
  }

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    String certificate = value(context, "nustream.edge.certificate");
    String key = value(context, "nustream.edge.key");
    if (certificate == null || key == null) {
      return List.of();
    }
    String tls = "quarkus.tls." + NAME + ".";
    Map<String, String> settings = new HashMap<>();
    settings.put(tls + "key-store.pem.edge.cert", certificate);
    settings.put(tls + "key-store.pem.edge.key", key);
    settings.put(tls + "reload-period", "30s");
    settings.put("quarkus.http.tls-configuration-name", NAME);
    settings.put("quarkus.http.insecure-requests", "disabled");
    copy(context, "quarkus.http.port", "quarkus.http.ssl-port", settings);
    copy(context, "quarkus.http.test-port", "quarkus.http.test-ssl-port", settings);
    return List.of(new PropertiesConfigSource(settings, "nustream-edge-tls", ORDINAL));
  }

  private static void copy(
      ConfigSourceContext context, String from, String to, Map<String, String> settings) {
    String value = value(context, from);
    if (value != null) {
      settings.put(to, value);
    }
  }

  private static String value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value == null || value.getValue() == null || value.getValue().isBlank()
        ? null
        : value.getValue();
  }
}
