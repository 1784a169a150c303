package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the dashboard, which is a user of the other services, needs to reach them. */
class DashboardAccessTest {
  static Stream<Rendering> renderings() {
    return Rendering.overlays().stream().map(Rendering::of);
  }

  /** A policy lets it out to each of its addresses, and another lets it in there. */
  @ParameterizedTest
  @MethodSource("renderings")
  void policiesLetItToTheServicesThatItAsks(Rendering rendering) {
    Workload results = rendering.workload("results");
    JsonNode leaving = policy(rendering, "dashboard-to-services");
    JsonNode entering = policy(rendering, "users-to-grpc");
    assertTrue(results.selectedBy(leaving.path("podSelector")));
    JsonNode way = leaving.path("egress").path(0);
    JsonNode ports = way.path("ports").path(0);
    JsonNode user = entering.path("ingress").path(0).path("from").path(0);
    assertTrue(results.selectedBy(user.path("podSelector")));
    Set<String> asked = new TreeSet<>();
    for (URI address : addresses(results)) {
      Workload service = rendering.workload(address.getHost().replaceAll("\\..*", ""));
      asked.add(service.name());
      assertEquals("https", address.getScheme(), address.toString());
      assertEquals(service.port(), address.getPort(), address.toString());
      assertTrue(service.selectedBy(way.path("to").path(0).path("podSelector")), "" + address);
      assertTrue(service.selectedBy(entering.path("podSelector")), address.toString());
      assertTrue(ports.path("port").asInt() <= address.getPort(), address.toString());
      assertTrue(ports.path("endPort").asInt() >= address.getPort(), address.toString());
    }
    Set<String> others = new TreeSet<>(ServiceSources.SERVICES);
    others.remove("results");
    assertEquals(others, asked);
  }

  /** And localhost, under which a forwarded port answers. */
  @Test
  void theNamesThatItCallsAreCertified() throws IOException {
    Rendering rendering = Rendering.of(Rendering.CERT_MANAGER);
    String issued =
        rendering.one("Certificate", "nustream-edge").body().path("spec").path("dnsNames") + "";
    String script = Files.readString(Rendering.module().resolve("secrets"));
    for (URI address : addresses(rendering.workload("results"))) {
      assertTrue(issued.contains("\"" + address.getHost() + "\""), issued);
      String service = address.getHost().replace(".nustream.svc", "");
      assertTrue(script.matches("(?s).*for service in [a-z -]*\\b" + service + "\\b.*"), service);
    }
    assertTrue(issued.contains("\"localhost\"") && script.contains("DNS:localhost"), issued);
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void itAloneHasATokenOfItsOwnAndAnAuthorityToTrust(Rendering rendering) throws IOException {
    Workload results = rendering.workload("results");
    assertEquals(
        results.variable("RESULTS_DASHBOARD_CA").orElseThrow(),
        mounted(results, "nustream-edge", "ca.crt"));
    assertEquals(
        results.variable("RESULTS_DASHBOARD_TOKEN_FILE").orElseThrow(),
        mounted(results, "nustream-dashboard-token", "token"));
    for (Workload other : rendering.workloads()) {
      assertEquals(
          other.name().equals("results"),
          !mounted(other, "nustream-dashboard-token", "token").isEmpty(),
          other.name());
    }
    String script = Files.readString(Rendering.module().resolve("secrets"));
    assertTrue(
        script.contains("generic nustream-dashboard-token")
            && script.contains("--from-file=token="),
        "k8s/secrets makes it");
  }

  private static JsonNode policy(Rendering rendering, String name) {
    return rendering.one("NetworkPolicy", name).body().path("spec");
  }

  private static Set<URI> addresses(Workload results) {
    Set<URI> addresses = new TreeSet<>();
    results
        .environment()
        .forEach(
            (name, value) -> {
              if (name.matches("RESULTS_DASHBOARD_[A-Z]+_ADDRESS")) {
                addresses.add(URI.create(value));
              }
            });
    return addresses;
  }

  /** Where a key of a secret lies; empty for nowhere. */
  private static String mounted(Workload workload, String secret, String key) {
    for (JsonNode volume : workload.pod().path("volumes")) {
      if (volume.path("secret").path("secretName").asText().equals(secret)) {
        for (JsonNode item : volume.path("secret").path("items")) {
          for (JsonNode mount : workload.container().path("volumeMounts")) {
            if (item.path("key").asText().equals(key)
                && mount.path("name").equals(volume.path("name"))) {
              return mount.path("mountPath").asText() + "/" + item.path("path").asText();
            }
          }
        }
      }
    }
    return "";
  }
}
