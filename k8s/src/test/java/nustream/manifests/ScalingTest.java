package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nustream.contracts.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What KEDA is told, against the workers and the topics that they share. */
class ScalingTest {
  /** The topic that the replicas of a worker share, and the setting of its threads. */
  private static final Map<String, String> TOPICS =
      Map.of(
          "diffusion-sampler", Topics.SAMPLE_REQUESTS,
          "cnn-classifier", Topics.MAPS,
          "map-simulator", Topics.MAP_REQUESTS);

  private static final Map<String, String> THREADS =
      Map.of(
          "diffusion-sampler", "SAMPLER_WORKERS",
          "cnn-classifier", "CLASSIFIER_WORKERS",
          "map-simulator", "SIMULATOR_WORKERS");

  /** What the scaler takes; it refuses any other key. The first two are KEDA's own. */
  private static final Set<String> KEYS =
      Set.of(
          "scalerAddress",
          "enableTLS",
          "worker",
          "targetBacklogSeconds",
          "threadsPerReplica",
          "limitToBusyPartitions");

  static Stream<Manifest> scaledObjects() {
    return Rendering.of(Rendering.GPU).kind("ScaledObject").stream();
  }

  @Test
  void theWorkersAreScaledAndNothingElse() {
    Set<String> names = new TreeSet<>();
    scaledObjects().forEach(scaled -> names.add(target(scaled)));
    assertEquals(TOPICS.keySet(), names);
    assertTrue(Rendering.of(Rendering.CPU).kind("ScaledObject").isEmpty());
    for (Workload workload : Rendering.of(Rendering.GPU).workloads()) {
      assertEquals(
          !names.contains(workload.name()),
          workload.spec().has("replicas"),
          workload.name() + ": a number here would undo KEDA's at each apply");
    }
  }

  @ParameterizedTest
  @MethodSource("scaledObjects")
  void noReplicaIsWithoutAPartition(Manifest scaled) {
    JsonNode spec = scaled.body().path("spec");
    int partitions = Topics.named(TOPICS.get(target(scaled))).partitions();
    assertEquals(0, spec.path("minReplicaCount").asInt(-1));
    int most = spec.path("maxReplicaCount").asInt();
    assertTrue(most > 1 && most <= partitions, most + " replicas, " + partitions + " partitions");
  }

  /** A campaign may have as much waiting as makes the scaler ask for all samplers. */
  @Test
  void theBacklogOfCampaignsIsThatOfAllSamplers() {
    Manifest sampler =
        scaledObjects()
            .filter(s -> target(s).equals("diffusion-sampler"))
            .findFirst()
            .orElseThrow();
    JsonNode spec = sampler.body().path("spec");
    JsonNode metadata = spec.path("triggers").path(0).path("metadata");
    int seconds =
        spec.path("maxReplicaCount").asInt()
            * metadata.path("targetBacklogSeconds").asInt()
            * metadata.path("threadsPerReplica").asInt();
    assertEquals(
        seconds + "s",
        Rendering.of(Rendering.GPU)
            .workload("campaigns")
            .variable("CAMPAIGNS_BACKLOG")
            .orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("scaledObjects")
  void theTriggerAsksCampaignsForTheWorker(Manifest scaled) {
    Rendering rendering = Rendering.of(Rendering.GPU);
    JsonNode trigger = scaled.body().path("spec").path("triggers").path(0);
    JsonNode metadata = trigger.path("metadata");
    assertEquals(1, scaled.body().path("spec").path("triggers").size());
    metadata.fieldNames().forEachRemaining(key -> assertTrue(KEYS.contains(key), key));
    assertEquals("external-push", trigger.path("type").asText());
    assertEquals(target(scaled), metadata.path("worker").asText());
    assertEquals(
        "campaigns-scaler.nustream.svc:" + rendering.workload("campaigns").port(),
        metadata.path("scalerAddress").asText());
    JsonNode service = rendering.one("Service", "campaigns-scaler").body().path("spec");
    assertTrue(service.path("publishNotReadyAddresses").asBoolean(), "a standby answers too");
    assertEquals("{\"app.kubernetes.io/name\":\"campaigns\"}", service.path("selector").toString());
    JsonNode names =
        Rendering.of(Rendering.CERT_MANAGER)
            .one("Certificate", "nustream-edge")
            .body()
            .path("spec")
            .path("dnsNames");
    assertTrue(names.toString().contains("\"campaigns-scaler.nustream.svc\""), names.toString());
    assertEquals("true", metadata.path("enableTLS").asText());
    assertEquals(
        rendering.workload(target(scaled)).variable(THREADS.get(target(scaled))).orElseThrow(),
        metadata.path("threadsPerReplica").asText());
    // The scaler refuses less than the 30 s in which a replica starts.
    assertTrue(Double.parseDouble(metadata.path("targetBacklogSeconds").asText()) >= 30);
    JsonNode authentication =
        rendering
            .one("TriggerAuthentication", trigger.path("authenticationRef").path("name").asText())
            .body()
            .path("spec")
            .path("secretTargetRef")
            .path(0);
    assertEquals("caCert", authentication.path("parameter").asText());
    assertEquals("nustream-edge", authentication.path("name").asText());
  }

  private static String target(Manifest scaled) {
    return scaled.body().path("spec").path("scaleTargetRef").path("name").asText();
  }
}
