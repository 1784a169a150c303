package nustream.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nustream.flavor.physics.NufitRelease;
import org.junit.jupiter.api.Test;

/** Pins the names and the defaults of the settings. */
class SamplerConfigTest {
  @Test
  void defaults() {
    SamplerConfig config = config(Map.of());
    assertEquals(Optional.empty(), config.models());
    assertEquals("seesaw-informed", config.defaultModel());
    assertEquals(NufitRelease.DEFAULT_NAME, config.defaultRelease());
    assertEquals(OptionalInt.empty(), config.workers());
    assertEquals(4, config.queueLimit());
    assertEquals(3, config.retries());
    assertEquals(500, config.blockSize());
    assertEquals(1000, config.maxBlockCount());
    assertEquals(10_000_000, config.maxStreamCount());
    assertEquals(8, config.maxStreams());
    assertEquals(4, config.maxOpenModels());
    assertEquals(Duration.ofSeconds(5), config.reloadInterval());
  }

  @Test
  void names() {
    SamplerConfig config =
        config(
            Map.ofEntries(
                Map.entry("sampler.models", "/srv/models"),
                Map.entry("sampler.default-model", "seesaw-plain"),
                Map.entry("sampler.default-release", "NuFIT-5.2-SK"),
                Map.entry("sampler.workers", "3"),
                Map.entry("sampler.queue-limit", "5"),
                Map.entry("sampler.retries", "0"),
                Map.entry("sampler.block-size", "100"),
                Map.entry("sampler.max-block-count", "200"),
                Map.entry("sampler.max-stream-count", "300"),
                Map.entry("sampler.max-streams", "6"),
                Map.entry("sampler.max-open-models", "7"),
                Map.entry("sampler.reload-interval", "9s")));
    assertEquals(Optional.of(Path.of("/srv/models")), config.models());
    assertEquals("seesaw-plain", config.defaultModel());
    assertEquals("NuFIT-5.2-SK", config.defaultRelease());
    assertEquals(OptionalInt.of(3), config.workers());
    assertEquals(5, config.queueLimit());
    assertEquals(0, config.retries());
    assertEquals(100, config.blockSize());
    assertEquals(200, config.maxBlockCount());
    assertEquals(300, config.maxStreamCount());
    assertEquals(6, config.maxStreams());
    assertEquals(7, config.maxOpenModels());
    assertEquals(Duration.ofSeconds(9), config.reloadInterval());
  }

  private static SamplerConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        // Quarkus reads durations such as "5s"; outside of it they have to be converted here.
        .withConverter(Duration.class, 1000, text -> Duration.parse("PT" + text))
        .withMapping(SamplerConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(SamplerConfig.class);
  }
}
