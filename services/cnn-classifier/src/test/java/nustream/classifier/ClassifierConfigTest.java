package nustream.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Pins the names and the defaults of the settings. */
class ClassifierConfigTest {
  @Test
  void defaults() {
    ClassifierConfig config = config(Map.of());
    assertEquals(Optional.empty(), config.models());
    assertEquals("nu-cnn-gaussian-z1", config.defaultModel());
    assertEquals(OptionalInt.empty(), config.workers());
    assertEquals(1, config.batch());
    assertEquals(32, config.queueLimit());
    assertEquals(3, config.retries());
    assertEquals(256, config.maxPixels());
    assertEquals(8, config.maxStreams());
    assertEquals(8, config.streamWindow());
    assertEquals(4, config.explainQueueLimit());
    assertEquals(4, config.maxOpenModels());
    assertEquals(Duration.ofSeconds(5), config.reloadInterval());
  }

  @Test
  void names() {
    ClassifierConfig config =
        config(
            Map.ofEntries(
                Map.entry("classifier.models", "/srv/models"),
                Map.entry("classifier.default-model", "nu-cnn-lognormal"),
                Map.entry("classifier.workers", "3"),
                Map.entry("classifier.batch", "64"),
                Map.entry("classifier.queue-limit", "5"),
                Map.entry("classifier.retries", "0"),
                Map.entry("classifier.max-pixels", "128"),
                Map.entry("classifier.max-streams", "6"),
                Map.entry("classifier.stream-window", "10"),
                Map.entry("classifier.explain-queue-limit", "2"),
                Map.entry("classifier.max-open-models", "7"),
                Map.entry("classifier.reload-interval", "9s")));
    assertEquals(Optional.of(Path.of("/srv/models")), config.models());
    assertEquals("nu-cnn-lognormal", config.defaultModel());
    assertEquals(OptionalInt.of(3), config.workers());
    assertEquals(64, config.batch());
    assertEquals(5, config.queueLimit());
    assertEquals(0, config.retries());
    assertEquals(128, config.maxPixels());
    assertEquals(6, config.maxStreams());
    assertEquals(10, config.streamWindow());
    assertEquals(2, config.explainQueueLimit());
    assertEquals(7, config.maxOpenModels());
    assertEquals(Duration.ofSeconds(9), config.reloadInterval());
  }

  private static ClassifierConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        // Quarkus reads durations such as "5s"; outside of it they have to be converted here.
        .withConverter(Duration.class, 1000, text -> Duration.parse("PT" + text))
        .withMapping(ClassifierConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(ClassifierConfig.class);
  }
}
