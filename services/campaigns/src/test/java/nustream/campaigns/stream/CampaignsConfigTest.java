package nustream.campaigns.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import nustream.campaigns.CampaignsConfig;
import org.junit.jupiter.api.Test;

/** Names and defaults are part of what users rely on. */
class CampaignsConfigTest {
  @Test
  void defaults() {
    CampaignsConfig config = Configs.with(Map.of());
    assertEquals(500, config.blockSize());
    assertEquals(6, config.window());
    assertEquals(Duration.ZERO, config.backlog());
    assertEquals(32_768, config.backlogBlocks());
    assertEquals(256, config.mapsWindow());
    assertEquals(32, config.mapsPerRequest());
    assertEquals(1_000_000, config.maxMaps());
    assertEquals(256, config.maxMapPixels());
    assertEquals(16, config.maxRunning());
    assertEquals(1000, config.keepEnded());
    assertEquals(10_000_000, config.maxTargetAccepted());
    assertEquals(1_000_000_000, config.maxCandidates());
    assertEquals(100, config.candidatesPerAccepted());
    assertEquals(Duration.ofHours(24), config.runTime());
    assertEquals(Duration.ofDays(7), config.maxRunTime());
    assertEquals(Duration.ofMinutes(5), config.reissueAfter());
    assertEquals(Duration.ofMillis(100), config.flushEvery());
    assertEquals(Duration.ofSeconds(1), config.restartAfter());
    assertEquals(256, config.maxWaitingCalls());
    assertEquals(1000, config.maxWatches());
    assertEquals(10, config.maxGuidance());
    assertEquals(500, config.maxSteps());
    assertEquals("campaigns", config.group());
  }

  @Test
  void names() {
    CampaignsConfig config =
        Configs.with(
            Map.ofEntries(
                Map.entry("campaigns.block-size", "1"),
                Map.entry("campaigns.window", "2"),
                Map.entry("campaigns.backlog", "20s"),
                Map.entry("campaigns.backlog-blocks", "21"),
                Map.entry("campaigns.maps-window", "22"),
                Map.entry("campaigns.maps-per-request", "23"),
                Map.entry("campaigns.max-maps", "24"),
                Map.entry("campaigns.max-map-pixels", "25"),
                Map.entry("campaigns.max-running", "3"),
                Map.entry("campaigns.keep-ended", "4"),
                Map.entry("campaigns.max-target-accepted", "5"),
                Map.entry("campaigns.max-candidates", "6"),
                Map.entry("campaigns.candidates-per-accepted", "7"),
                Map.entry("campaigns.run-time", "8s"),
                Map.entry("campaigns.max-run-time", "9s"),
                Map.entry("campaigns.reissue-after", "10s"),
                Map.entry("campaigns.flush-every", "11ms"),
                Map.entry("campaigns.restart-after", "12s"),
                Map.entry("campaigns.max-waiting-calls", "13"),
                Map.entry("campaigns.max-watches", "14"),
                Map.entry("campaigns.max-guidance", "1.5"),
                Map.entry("campaigns.max-steps", "16"),
                Map.entry("campaigns.group", "g")));
    assertEquals(1, config.blockSize());
    assertEquals(2, config.window());
    assertEquals(Duration.ofSeconds(20), config.backlog());
    assertEquals(21, config.backlogBlocks());
    assertEquals(22, config.mapsWindow());
    assertEquals(23, config.mapsPerRequest());
    assertEquals(24, config.maxMaps());
    assertEquals(25, config.maxMapPixels());
    assertEquals(3, config.maxRunning());
    assertEquals(4, config.keepEnded());
    assertEquals(5, config.maxTargetAccepted());
    assertEquals(6, config.maxCandidates());
    assertEquals(7, config.candidatesPerAccepted());
    assertEquals(Duration.ofSeconds(8), config.runTime());
    assertEquals(Duration.ofSeconds(9), config.maxRunTime());
    assertEquals(Duration.ofSeconds(10), config.reissueAfter());
    assertEquals(Duration.ofMillis(11), config.flushEvery());
    assertEquals(Duration.ofSeconds(12), config.restartAfter());
    assertEquals(13, config.maxWaitingCalls());
    assertEquals(14, config.maxWatches());
    assertEquals(1.5, config.maxGuidance());
    assertEquals(16, config.maxSteps());
    assertEquals("g", config.group());
  }
}
