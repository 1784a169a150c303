package nustream.serving.command;

import java.io.IOException;
import java.time.Instant;
import nustream.learning.store.ModelRelease;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.models.ModelAnnouncement;
import picocli.CommandLine.Option;

/** Whether running services are told of a release. */
public final class AnnounceOption {
  private static final String BROKER = "KAFKA_BOOTSTRAP_SERVERS";
  private static final String LOCAL_BROKER = "127.0.0.1:19092";

  @Option(
      names = "--announce",
      paramLabel = "HOST:PORT",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Tell running services of the release by a record on models.v1 of this broker, so that"
              + " they load it at once (without an address: that of "
              + BROKER
              + ", else "
              + LOCAL_BROKER
              + ").")
  private String broker;

  /**
   * Tells of a release, if that is wanted.
   *
   * @throws IOException when it could not be told; the release stands all the same
   */
  public void tell(ModelRelease release) throws IOException, InterruptedException {
    if (broker == null) {
      return;
    }
    try {
      ModelAnnouncement.send(broker.isEmpty() ? byDefault() : broker, message(release));
    } catch (NustreamException e) {
      throw new IOException(
          release.digest() + " is released and will be found, but not announced: " + e.getMessage(),
          e);
    }
  }

  private static nustream.models.v1.ModelRelease message(ModelRelease release) {
    return nustream.models.v1.ModelRelease.newBuilder()
        .setName(release.name())
        .setDigest(release.digest())
        .setLocation(release.name() + "/" + release.folder().getFileName())
        .putAllMetrics(release.card().metrics())
        .setReleasedAtMs(Instant.now().toEpochMilli())
        .build();
  }

  private static String byDefault() {
    String variable = System.getenv(BROKER);
    return variable == null || variable.isBlank() ? LOCAL_BROKER : variable;
  }
}
