package nustream.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How plain clients prove who they are: the configured {@code kafka.security.protocol}, {@code
 * kafka.ssl.*} and {@code kafka.sasl.*}. Channels read the same names, so a process has one
 * identity. Nothing is configured where the broker asks for nothing.
 */
final class KafkaSecurity {
  private static final String PREFIX = "kafka.";

  static final List<String> NAMES =
      List.of(
          CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
          SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
          SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
          SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
          SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
          SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
          SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
          SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
          SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
          SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
          SslConfigs.SSL_KEY_PASSWORD_CONFIG,
          SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
          SaslConfigs.SASL_MECHANISM,
          SaslConfigs.SASL_JAAS_CONFIG);

  private KafkaSecurity() {}

  /** By the names of Kafka. */
  static Map<String, Object> configured() {
    return of(ConfigProvider.getConfig());
  }

  static Map<String, Object> of(Config config) {
    Map<String, Object> settings = new HashMap<>();
    for (String name : NAMES) {
      config
          .getOptionalValue(PREFIX + name, String.class)
          .ifPresent(value -> settings.put(name, value));
    }
    return settings;
  }
}
