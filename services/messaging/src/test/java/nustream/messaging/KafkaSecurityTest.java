package nustream.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSecurityTest {
  @Test
  void nothingIsSetWhereNothingIsConfigured() {
    assertEquals(Map.of(), KafkaSecurity.of(new SmallRyeConfigBuilder().build()));
  }

  @Test
  void environmentVariablesOfADeploymentAreRead() {
    var environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "broker:9093",
            "KAFKA_SECURITY_PROTOCOL", "SSL",
            "KAFKA_SSL_KEYSTORE_LOCATION", "/etc/kafka/user/user.p12",
            "KAFKA_SSL_KEYSTORE_TYPE", "PKCS12");
    var config =
        new SmallRyeConfigBuilder().withSources(new EnvConfigSource(environment, 300)).build();

    assertEquals(
        Map.of(
            "security.protocol", "SSL",
            "ssl.keystore.location", "/etc/kafka/user/user.p12",
            "ssl.keystore.type", "PKCS12"),
        KafkaSecurity.of(config));
  }
}
