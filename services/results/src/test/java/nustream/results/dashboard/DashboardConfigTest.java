package nustream.results.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DashboardConfigTest {
  static DashboardConfig with(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(DashboardConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(DashboardConfig.class);
  }

  @Test
  void hasTheseDefaults() {
    DashboardConfig config = with(Map.of());
    assertEquals("127.0.0.1:18081", config.samplerAddress());
    assertEquals("127.0.0.1:18082", config.filterAddress());
    assertEquals("127.0.0.1:18083", config.campaignsAddress());
    assertEquals("127.0.0.1:18085", config.simulatorAddress());
    assertEquals("127.0.0.1:18086", config.classifierAddress());
    assertEquals(Optional.empty(), config.ca());
    assertEquals(Optional.empty(), config.tokenFile());
    assertEquals(List.of("localhost", "127.0.0.1", "[::1]"), config.hosts());
    assertEquals(32, config.maxViewers());
    assertEquals(Duration.ofSeconds(1), config.pulse());
    assertEquals(Duration.ofSeconds(3), config.look());
    assertEquals(Duration.ofSeconds(5), config.call());
    assertEquals(Duration.ofSeconds(60), config.computation());
    assertEquals(3, config.maxQueries());
    assertEquals(2, config.maxComputations());
    assertEquals(100_000, config.referenceDraws());
    assertEquals(10_000, config.maxPoints());
    assertEquals(8L << 20, config.keptMaps().asLongValue());
  }

  @Test
  void readsTheseNames() {
    DashboardConfig config =
        with(
            Map.of(
                "results.dashboard.campaigns-address", "campaigns:8080",
                "results.dashboard.ca", "/ca.crt",
                "results.dashboard.token-file", "/token",
                "results.dashboard.hosts", "nustream.example",
                "results.dashboard.max-viewers", "5"));
    assertEquals("campaigns:8080", config.campaignsAddress());
    assertEquals(List.of("nustream.example"), config.hosts());
    assertEquals(Optional.of(Path.of("/ca.crt")), config.ca());
    assertEquals(Optional.of(Path.of("/token")), config.tokenFile());
    assertEquals(5, config.maxViewers());
  }
}
