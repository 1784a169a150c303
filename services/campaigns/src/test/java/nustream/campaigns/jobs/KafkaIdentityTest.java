package nustream.campaigns.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.Optional;
import nustream.campaigns.v1.TrainingSpec;
import org.junit.jupiter.api.Test;

class KafkaIdentityTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "campaigns.jobs.kafka-user-secret", "kafka-training",
          "campaigns.jobs.kafka-authority-secret", "nustream-cluster-ca-cert");

  @Test
  void aTrainingIsAUserOfKafkaWhereKafkaAsksForOne() {
    JobsConfig config = Specs.config(SECRETS);
    TrainingSpec spec = new TrainingRules(config).complete(Specs.train(100).build());
    PodSpec pod =
        new TrainingJob(config, "kafka:9093")
            .of(spec, "image", "")
            .getSpec()
            .getTemplate()
            .getSpec();
    Container container = pod.getContainers().get(0);

    assertEquals("SSL", variable(container, "KAFKA_SECURITY_PROTOCOL").getValue());
    String keys = variable(container, "KAFKA_SSL_KEYSTORE_LOCATION").getValue();
    var mount =
        container.getVolumeMounts().stream()
            .filter(m -> keys.startsWith(m.getMountPath() + "/"))
            .findFirst()
            .orElseThrow();
    assertTrue(mount.getReadOnly());
    var volume =
        pod.getVolumes().stream().filter(v -> v.getName().equals(mount.getName())).findFirst();
    assertEquals("kafka-training", volume.orElseThrow().getSecret().getSecretName());
    var password =
        variable(container, "KAFKA_SSL_TRUSTSTORE_PASSWORD").getValueFrom().getSecretKeyRef();
    assertEquals("nustream-cluster-ca-cert", password.getName());
    assertEquals("ca.password", password.getKey());
  }

  @Test
  void thereIsNoneWhereNoneIsSet() {
    assertEquals(Optional.empty(), KafkaIdentity.of(Specs.config(Map.of())));
  }

  @Test
  void oneSecretWithoutTheOtherIsRefused() {
    JobsConfig half = Specs.config(Map.of("campaigns.jobs.kafka-user-secret", "kafka-training"));
    assertThrows(IllegalArgumentException.class, () -> KafkaIdentity.of(half));
  }

  private static EnvVar variable(Container container, String name) {
    return container.getEnv().stream()
        .filter(v -> v.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
