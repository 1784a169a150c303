package nustream.campaigns.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import nustream.campaigns.CampaignsConfig;
import org.junit.jupiter.api.Test;

/** Names and defaults are part of what users rely on. */
class ScalingConfigTest {
  @Test
  void defaults() {
    ScalingConfig config = ScalingConfigs.with(Map.of());
    assertEquals(Duration.ofSeconds(60), config.targetBacklog());
    assertEquals(Duration.ofHours(24), config.maxTargetBacklog());
    assertEquals(Duration.ofSeconds(1), config.freshFor());
    assertEquals(Duration.ofSeconds(2), config.activityEvery());
    assertEquals(Duration.ofSeconds(20), config.heartbeat());
    assertEquals(Duration.ofSeconds(5), config.kafkaTimeout());
    assertEquals(64, config.maxStreams());
    assertEquals(64, config.averagedOver());
    assertEquals(2048, config.measuredOffsets());
    assertEquals("diffusion-sampler", config.sampler().group());
    assertEquals(Duration.ofSeconds(30), config.sampler().coldStart());
    assertEquals(0.002, config.sampler().secondsPerItem());
    assertEquals(80, config.sampler().shippedSteps());
    assertEquals(1024, config.sampler().readOffsets());
    assertEquals("cnn-classifier", config.classifier().group());
    assertEquals(Duration.ofSeconds(30), config.classifier().coldStart());
    assertEquals(0.0026, config.classifier().secondsPerItem());
    assertEquals(16, config.classifier().readOffsets());
    assertEquals("map-simulator", config.simulator().group());
    assertEquals(Duration.ofSeconds(30), config.simulator().coldStart());
    assertEquals(0.01, config.simulator().secondsPerItem());
    assertEquals(300, config.simulator().lightconeFactor());
    assertEquals(1024, config.simulator().readOffsets());
  }

  @Test
  void names() {
    ScalingConfig config =
        ScalingConfigs.with(
            Map.ofEntries(
                Map.entry("campaigns.scaling.target-backlog", "1s"),
                Map.entry("campaigns.scaling.max-target-backlog", "2s"),
                Map.entry("campaigns.scaling.fresh-for", "3s"),
                Map.entry("campaigns.scaling.activity-every", "4s"),
                Map.entry("campaigns.scaling.heartbeat", "5s"),
                Map.entry("campaigns.scaling.kafka-timeout", "6s"),
                Map.entry("campaigns.scaling.max-streams", "7"),
                Map.entry("campaigns.scaling.averaged-over", "8"),
                Map.entry("campaigns.scaling.measured-offsets", "9"),
                Map.entry("campaigns.scaling.sampler.group", "a"),
                Map.entry("campaigns.scaling.sampler.cold-start", "10s"),
                Map.entry("campaigns.scaling.sampler.seconds-per-item", "11"),
                Map.entry("campaigns.scaling.sampler.shipped-steps", "12"),
                Map.entry("campaigns.scaling.sampler.read-offsets", "13"),
                Map.entry("campaigns.scaling.classifier.group", "b"),
                Map.entry("campaigns.scaling.classifier.cold-start", "14s"),
                Map.entry("campaigns.scaling.classifier.seconds-per-item", "15"),
                Map.entry("campaigns.scaling.classifier.read-offsets", "16"),
                Map.entry("campaigns.scaling.simulator.group", "c"),
                Map.entry("campaigns.scaling.simulator.cold-start", "17s"),
                Map.entry("campaigns.scaling.simulator.seconds-per-item", "18"),
                Map.entry("campaigns.scaling.simulator.lightcone-factor", "19"),
                Map.entry("campaigns.scaling.simulator.read-offsets", "20")));
    assertEquals(Duration.ofSeconds(1), config.targetBacklog());
    assertEquals(Duration.ofSeconds(2), config.maxTargetBacklog());
    assertEquals(Duration.ofSeconds(3), config.freshFor());
    assertEquals(Duration.ofSeconds(4), config.activityEvery());
    assertEquals(Duration.ofSeconds(5), config.heartbeat());
    assertEquals(Duration.ofSeconds(6), config.kafkaTimeout());
    assertEquals(7, config.maxStreams());
    assertEquals(8, config.averagedOver());
    assertEquals(9, config.measuredOffsets());
    assertEquals("a", config.sampler().group());
    assertEquals(Duration.ofSeconds(10), config.sampler().coldStart());
    assertEquals(11, config.sampler().secondsPerItem());
    assertEquals(12, config.sampler().shippedSteps());
    assertEquals(13, config.sampler().readOffsets());
    assertEquals("b", config.classifier().group());
    assertEquals(Duration.ofSeconds(14), config.classifier().coldStart());
    assertEquals(15, config.classifier().secondsPerItem());
    assertEquals(16, config.classifier().readOffsets());
    assertEquals("c", config.simulator().group());
    assertEquals(Duration.ofSeconds(17), config.simulator().coldStart());
    assertEquals(18, config.simulator().secondsPerItem());
    assertEquals(19, config.simulator().lightconeFactor());
    assertEquals(20, config.simulator().readOffsets());
  }

  /** One prefix lies within the other: neither takes the other's settings for unknown ones. */
  @Test
  void standsBesideTheSettingsOfCampaigns() {
    var both =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(CampaignsConfig.class)
            .withMapping(ScalingConfig.class)
            .withDefaultValues(
                Map.of("campaigns.window", "3", "campaigns.scaling.sampler.group", "g"))
            .build();
    assertEquals(3, both.getConfigMapping(CampaignsConfig.class).window());
    assertEquals("g", both.getConfigMapping(ScalingConfig.class).sampler().group());
  }

  @Test
  void limits() {
    ScalingLimits.check(ScalingConfigs.with(Map.of()));
    assertRefused("activity-every", "0s", "is PT0S; allowed: PT0.01S to PT1H");
    assertRefused("kafka-timeout", "2h", "is PT2H; allowed: PT0.01S to PT1H");
    assertRefused("max-streams", "0", "is 0; allowed: 1 to 2147483647");
    assertRefused("averaged-over", "4097", "is 4097; allowed: 1 to 4096");
    assertRefused("measured-offsets", "0", "is 0; allowed: 1 to 1000000");
    assertRefused("sampler.seconds-per-item", "0", "is 0.0; allowed: a finite number above 0");
    assertRefused("classifier.read-offsets", "24", "is 24; allowed: a power of two up to 65536");
    assertRefused("simulator.lightcone-factor", "-1", "is -1.0; allowed: a finite number");
  }

  private static void assertRefused(String name, String value, String message) {
    ScalingConfig config = ScalingConfigs.with(Map.of("campaigns.scaling." + name, value));
    var e = assertThrows(IllegalArgumentException.class, () -> ScalingLimits.check(config));
    assertTrue(e.getMessage().contains("campaigns.scaling." + name + " " + message), e::getMessage);
  }
}
