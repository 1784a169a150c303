package nustream.local.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.local.UserError;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import org.junit.jupiter.api.Test;

class PortPlanTest {
  private static final Map<String, Integer> DEFAULTS =
      new LinkedHashMap<>(Map.of("broker", 19_092, "diffusion-sampler", 18_081));

  @Test
  void theTableHasTheDocumentedDefaults() {
    var services =
        ServiceTable.of(
            new Installation(java.nio.file.Path.of(".")), new Home(java.nio.file.Path.of(".")));
    assertEquals(
        Map.of(
            "broker", 19_092,
            "diffusion-sampler", 18_081,
            "physics-filter", 18_082,
            "campaigns", 18_083,
            "results", 18_084,
            "map-simulator", 18_085,
            "cnn-classifier", 18_086),
        ServiceTable.defaultPorts(services));
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheDefault() {
    var environment =
        Map.of("NUSTREAM_PORT_BROKER", "1111", "NUSTREAM_PORT_DIFFUSION_SAMPLER", "2222");
    PortPlan plan = PortPlan.of(DEFAULTS, environment, Map.of("broker", 3333));
    assertEquals(Map.of("broker", 3333, "diffusion-sampler", 2222), plan.ports());
    assertEquals(DEFAULTS, PortPlan.of(DEFAULTS, Map.of(), Map.of()).ports());
  }

  @Test
  void badPortsNameTheirSource() {
    assertMessage("--port broker=70000", Map.of(), Map.of("broker", 70_000));
    assertMessage("NUSTREAM_PORT_BROKER=-1", Map.of("NUSTREAM_PORT_BROKER", "-1"), Map.of());
    assertMessage("NUSTREAM_PORT_BROKER=abc", Map.of("NUSTREAM_PORT_BROKER", "abc"), Map.of());
    assertMessage("no such service", Map.of(), Map.of("sampler", 1));
  }

  @Test
  void aTakenPortNamesPortServiceAndWhatToChange() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName(PortPlan.LOOPBACK))) {
      var plan = new PortPlan(Map.of("diffusion-sampler", other.getLocalPort()));
      String message = assertThrows(UserError.class, plan::claim).getMessage();
      assertTrue(message.contains("port " + other.getLocalPort() + " on 127.0.0.1"), message);
      assertTrue(message.contains("--port diffusion-sampler=PORT"), message);
      assertTrue(message.contains("NUSTREAM_PORT_DIFFUSION_SAMPLER"), message);
    }
  }

  @Test
  void zeroBecomesAFreePort() throws IOException {
    int port = new PortPlan(Map.of("broker", 0)).claim().port("broker");
    try (var free = new ServerSocket(port, 1, InetAddress.getByName(PortPlan.LOOPBACK))) {
      assertEquals(port, free.getLocalPort());
    }
  }

  @Test
  void freePortsAreDistinctAndNotThoseOfOutgoingConnections() {
    var zeros = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < 500; i++) {
      zeros.put("service-" + i, 0);
    }
    Collection<Integer> ports = new PortPlan(zeros).claim().ports().values();
    assertEquals(500, new HashSet<>(ports).size());
    assertTrue(ports.stream().allMatch(port -> port >= 20_000 && port < 32_000), ports.toString());
  }

  @Test
  void resultsIsToldWhereTheOthersListen() {
    var services =
        ServiceTable.of(
            new Installation(java.nio.file.Path.of(".")), new Home(java.nio.file.Path.of(".")));
    var plan = new PortPlan(ServiceTable.defaultPorts(services));
    var results =
        services.stream().filter(s -> s.name().equals("results")).findFirst().orElseThrow();
    Map<String, String> told = ServiceTable.withPeers(results, plan).properties();
    assertEquals("127.0.0.1:18081", told.get("results.dashboard.sampler-address"));
    assertEquals("127.0.0.1:18082", told.get("results.dashboard.filter-address"));
    assertEquals("127.0.0.1:18083", told.get("results.dashboard.campaigns-address"));
    assertEquals("127.0.0.1:18085", told.get("results.dashboard.simulator-address"));
    assertEquals("127.0.0.1:18086", told.get("results.dashboard.classifier-address"));
    assertTrue(told.keySet().containsAll(results.properties().keySet()));
  }

  private static void assertMessage(
      String part, Map<String, String> environment, Map<String, Integer> flags) {
    String message =
        assertThrows(UserError.class, () -> PortPlan.of(DEFAULTS, environment, flags)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
