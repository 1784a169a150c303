package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what with the cluster, and who may talk to whom. */
class AccessTest {
  static Stream<Rendering> renderings() {
    return Rendering.overlays().stream().map(Rendering::of);
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void campaignsAloneMayMakeJobsAndNobodyMayDoMore(Rendering rendering) {
    Map<String, Set<String>> jobs = verbs(rendering.one("Role", "training-jobs"));
    assertEquals(
        Map.of(
            "batch/jobs", Set.of("create", "get", "list", "watch", "delete"),
            "/pods", Set.of("get", "list", "watch"),
            "/pods/log", Set.of("get"),
            "/events", Set.of("list", "watch")),
        jobs);
    assertEquals(
        Map.of("/nodes", Set.of("get", "list"), "/pods", Set.of("list")),
        verbs(rendering.one("ClusterRole", "nustream-gpu-capacity")));
    assertEquals(1, rendering.kind("Role").size());
    assertEquals(1, rendering.kind("ClusterRole").size());

    for (String kind : List.of("RoleBinding", "ClusterRoleBinding")) {
      for (Manifest binding : rendering.kind(kind)) {
        JsonNode body = binding.body();
        assertEquals(1, body.path("subjects").size(), binding.toString());
        assertEquals("ServiceAccount", body.path("subjects").path(0).path("kind").asText());
        assertEquals("campaigns", body.path("subjects").path(0).path("name").asText());
        assertEquals("nustream", body.path("subjects").path(0).path("namespace").asText());
        rendering.one(
            body.path("roleRef").path("kind").asText(), body.path("roleRef").path("name").asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void theNamespaceLetsOnlyRestrictedPodsIn(Rendering rendering) {
    assertEquals(
        "restricted",
        rendering
            .one("Namespace", "nustream")
            .body()
            .path("metadata")
            .path("labels")
            .path("pod-security.kubernetes.io/enforce")
            .asText());
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void nothingFlowsButWhatIsNamed(Rendering rendering) {
    JsonNode deny = rendering.one("NetworkPolicy", "default-deny").body().path("spec");
    assertEquals("{}", deny.path("podSelector").toString());
    assertEquals("[\"Ingress\",\"Egress\"]", deny.path("policyTypes").toString());
    assertFalse(deny.has("ingress") || deny.has("egress"));

    for (Manifest policy : rendering.kind("NetworkPolicy")) {
      JsonNode spec = policy.body().path("spec");
      for (JsonNode way : spec.path("ingress")) {
        assertFalse(way.path("from").isEmpty(), policy + " lets everybody in");
        assertFalse(way.path("ports").isEmpty(), policy + " opens every port");
      }
      if (spec.has("ingress") && !policy.name().equals("prometheus-to-kafka")) {
        assertFalse(
            taken(rendering, spec.path("podSelector")).isEmpty(), policy + " is for no pod");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void everyServiceReachesKafkaAndIsReached(Rendering rendering) {
    Set<String> all = new TreeSet<>(ServiceSources.SERVICES);
    assertEquals(all, takenBy(rendering, "to-kafka"));
    assertEquals(all, takenBy(rendering, "users-to-grpc"));
    assertEquals(all, takenBy(rendering, "prometheus-to-services"));
    assertEquals(Set.of("campaigns"), takenBy(rendering, "campaigns-to-api"));
    JsonNode listener =
        rendering
            .one("Kafka", "nustream")
            .body()
            .path("spec")
            .path("kafka")
            .path("listeners")
            .path(0);
    assertEquals(
        listener.path("port").asInt(),
        rendering
            .one("NetworkPolicy", "to-kafka")
            .body()
            .path("spec")
            .path("egress")
            .path(0)
            .path("ports")
            .path(0)
            .path("port")
            .asInt());
    assertEquals(
        all, taken(rendering, listener.path("networkPolicyPeers").path(0).path("podSelector")));
    assertTrue(
        rendering
            .workload("campaigns")
            .variable("KAFKA_BOOTSTRAP_SERVERS")
            .orElseThrow()
            .equals("nustream-kafka-bootstrap:" + listener.path("port").asInt()));
  }

  @Test
  void kedaReachesTheScalerWhereItScales() {
    assertEquals(Set.of("campaigns"), takenBy(Rendering.of(Rendering.GPU), "keda-to-campaigns"));
  }

  private static Set<String> takenBy(Rendering rendering, String policy) {
    return taken(
        rendering, rendering.one("NetworkPolicy", policy).body().path("spec").path("podSelector"));
  }

  private static Set<String> taken(Rendering rendering, JsonNode selector) {
    Set<String> names = new TreeSet<>();
    rendering.workloads().stream()
        .filter(w -> w.selectedBy(selector))
        .forEach(w -> names.add(w.name()));
    return names;
  }

  private static Map<String, Set<String>> verbs(Manifest role) {
    Map<String, Set<String>> verbs = new TreeMap<>();
    for (JsonNode rule : role.body().path("rules")) {
      for (JsonNode group : rule.path("apiGroups")) {
        for (JsonNode resource : rule.path("resources")) {
          Set<String> allowed = new TreeSet<>();
          rule.path("verbs").forEach(verb -> allowed.add(verb.asText()));
          verbs.put(group.asText() + "/" + resource.asText(), allowed);
        }
      }
    }
    return verbs;
  }
}
