package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Who a training is to Kafka when it announces its release, from the two secrets that Strimzi makes
 * for a user and for the cluster. What is mounted and set is what the services have.
 *
 * @param user secret with {@code user.p12} and {@code user.password}
 * @param authority secret with {@code ca.p12} and {@code ca.password}
 */
record KafkaIdentity(String user, String authority) {
  private static final String USER = "kafka-user";
  private static final String USER_FOLDER = "/etc/nustream/kafka/user";
  private static final String AUTHORITY = "kafka-ca";
  private static final String AUTHORITY_FOLDER = "/etc/nustream/kafka/ca";

  /** For the group of the pod alone. */
  private static final int GROUP_READS = 0440;

  /** Empty where Kafka asks for no certificate. */
  static Optional<KafkaIdentity> of(JobsConfig config) {
    if (config.kafkaUserSecret().isPresent() != config.kafkaAuthoritySecret().isPresent()) {
      throw new IllegalArgumentException(
          "campaigns.jobs.kafka-user-secret and campaigns.jobs.kafka-authority-secret: one is set"
              + " without the other");
    }
    return config
        .kafkaUserSecret()
        .map(user -> new KafkaIdentity(user, config.kafkaAuthoritySecret().orElseThrow()));
  }

  List<EnvVar> environment() {
    return List.of(
        variable("KAFKA_SECURITY_PROTOCOL", "SSL"),
        variable("KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12"),
        variable("KAFKA_SSL_TRUSTSTORE_LOCATION", AUTHORITY_FOLDER + "/ca.p12"),
        secret("KAFKA_SSL_TRUSTSTORE_PASSWORD", authority, "ca.password"),
        variable("KAFKA_SSL_KEYSTORE_TYPE", "PKCS12"),
        variable("KAFKA_SSL_KEYSTORE_LOCATION", USER_FOLDER + "/user.p12"),
        secret("KAFKA_SSL_KEYSTORE_PASSWORD", user, "user.password"));
  }

  List<Volume> volumes() {
    return List.of(volume(AUTHORITY, authority, "ca.p12"), volume(USER, user, "user.p12"));
  }

  List<VolumeMount> mounts() {
    return List.of(mount(AUTHORITY, AUTHORITY_FOLDER), mount(USER, USER_FOLDER));
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private static EnvVar secret(String name, String secret, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, null)
        .endValueFrom()
        .build();
  }

  private static Volume volume(String name, String secret, String file) {
    return new VolumeBuilder()
        .withName(name)
        .withNewSecret()
        .withSecretName(secret)
        .withDefaultMode(GROUP_READS)
        .addNewItem()
        .withKey(file)
        .withPath(file)
        .endItem()
        .endSecret()
        .build();
  }

  private static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).withReadOnly(true).build();
  }
}
