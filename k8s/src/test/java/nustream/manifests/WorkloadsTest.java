package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nustream.messaging.drain.DrainConfig;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Deployments and StatefulSets: what belongs together has the same names, and pods are restricted.
 */
class WorkloadsTest {
  private static final Converter<Duration> DURATION = new DurationConverter();

  /** What closing clients and writing the last log lines may take beside the waits that are set. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  static Stream<Workload> workloads() {
    return Rendering.overlays().stream()
        .flatMap(folder -> Rendering.of(folder).workloads().stream());
  }

  @Test
  void everyServiceIsThere() {
    for (String folder : Rendering.overlays()) {
      assertEquals(
          new TreeSet<>(ServiceSources.SERVICES),
          Rendering.of(folder).workloads().stream()
              .map(Workload::name)
              .collect(Collectors.toCollection(TreeSet::new)));
      assertEquals("StatefulSet", Rendering.of(folder).workload("results").manifest().kind());
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void selectorsTakeItsPodsAndNobodyElses(Workload workload) {
    Rendering rendering = workload.rendering();
    List<JsonNode> selectors =
        List.of(
            workload.spec().path("selector"),
            rendering
                .one("PodDisruptionBudget", workload.name())
                .body()
                .path("spec")
                .path("selector"));
    JsonNode service = rendering.one("Service", workload.name()).body().path("spec");
    for (Workload other : rendering.workloads()) {
      boolean own = other.name().equals(workload.name());
      for (JsonNode selector : selectors) {
        assertEquals(own, other.selectedBy(selector), workload.name() + " takes " + other.name());
      }
      service
          .path("selector")
          .properties()
          .forEach(
              label ->
                  assertEquals(own, other.labels().path(label.getKey()).equals(label.getValue())));
    }
    for (JsonNode spread : workload.pod().path("topologySpreadConstraints")) {
      assertTrue(workload.selectedBy(spread.path("labelSelector")), workload.name());
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void portsAreTheServices(Workload workload) {
    String port = new ServiceSources(workload.name()).properties().getProperty("quarkus.http.port");
    JsonNode service = workload.rendering().one("Service", workload.name()).body().path("spec");

    assertEquals(port, Integer.toString(workload.port()));
    assertEquals(port, service.path("ports").path(0).path("port").asText());
    assertEquals(
        workload.container().path("ports").path(0).path("name").asText(),
        service.path("ports").path(0).path("targetPort").asText());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void probesAskTheHealthOfThePort(Workload workload) {
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      JsonNode get = workload.container().path(probe).path("httpGet");
      assertTrue(get.path("path").asText().matches("/q/health/(live|ready)"), probe + " " + get);
      assertEquals("https", get.path("port").asText());
      assertEquals(
          "HTTPS", get.path("scheme").asText(), "with a certificate the port speaks TLS only");
    }
    assertEquals(
        "/q/health/live",
        workload.container().path("livenessProbe").path("httpGet").path("path").asText());
    assertEquals(
        "/q/health/ready",
        workload.container().path("readinessProbe").path("httpGet").path("path").asText());
    // A standby is never ready and a database that is filled is not for long: neither must be
    // killed for it.
    boolean model = Set.of("diffusion-sampler", "cnn-classifier").contains(workload.name());
    assertEquals(
        model ? "/q/health/ready" : "/q/health/live",
        workload.container().path("startupProbe").path("httpGet").path("path").asText());
    JsonNode startup = workload.container().path("startupProbe");
    int seconds = startup.path("periodSeconds").asInt() * startup.path("failureThreshold").asInt();
    assertTrue(seconds >= (model ? 600 : 240), workload.name() + " may take " + seconds + " s");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void podsAreKilledAfterAllWaitsAreOver(Workload workload) {
    Duration drain =
        workload
            .variable("NUSTREAM_DRAIN_GRACE")
            .map(DURATION::convert)
            .orElseGet(WorkloadsTest::defaultDrain);
    Duration shutdown =
        DURATION.convert(ServiceSources.shared().getProperty("quarkus.shutdown.timeout"));
    Duration preStop =
        Duration.ofSeconds(
            workload
                .container()
                .path("lifecycle")
                .path("preStop")
                .path("sleep")
                .path("seconds")
                .asLong());
    Duration wanted = preStop.plus(drain).plus(shutdown).plus(CLOSING);

    assertFalse(preStop.isZero(), "calls in flight to a pod that goes");
    long grace = workload.pod().path("terminationGracePeriodSeconds").asLong();
    assertTrue(grace >= wanted.toSeconds(), workload.name() + ": " + grace + " s, want " + wanted);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void podsAreRestricted(Workload workload) {
    JsonNode pod = workload.pod();
    assertTrue(pod.path("securityContext").path("runAsNonRoot").asBoolean());
    assertTrue(pod.path("securityContext").path("runAsUser").asInt() > 0);
    assertEquals(
        "RuntimeDefault", pod.path("securityContext").path("seccompProfile").path("type").asText());
    for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
      assertTrue(pod.path(host).isMissingNode(), host);
    }
    for (JsonNode volume : pod.path("volumes")) {
      assertTrue(
          volume.has("emptyDir") || volume.has("secret") || volume.has("persistentVolumeClaim"),
          volume.toString());
    }
    for (JsonNode container : workload.containers()) {
      JsonNode context = container.path("securityContext");
      assertFalse(context.path("allowPrivilegeEscalation").asBoolean(true), container.toString());
      assertTrue(context.path("readOnlyRootFilesystem").asBoolean());
      assertEquals("[\"ALL\"]", context.path("capabilities").path("drop").toString());
      assertTrue(context.path("capabilities").path("add").isMissingNode());
      assertTrue(context.path("privileged").isMissingNode());
      assertTrue(container.path("resources").path("requests").has("cpu"));
      assertTrue(container.path("resources").path("limits").has("memory"));
    }
    assertFalse(
        pod.path("enableServiceLinks").asBoolean(true), "CAMPAIGNS_PORT would be a setting");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void whatIsMountedIsThere(Workload workload) {
    Set<String> volumes = new TreeSet<>();
    workload.pod().path("volumes").forEach(v -> volumes.add(v.path("name").asText()));
    workload
        .spec()
        .path("volumeClaimTemplates")
        .forEach(v -> volumes.add(v.path("metadata").path("name").asText()));
    for (JsonNode container : workload.containers()) {
      container
          .path("volumeMounts")
          .forEach(m -> assertTrue(volumes.contains(m.path("name").asText()), m.toString()));
    }
    for (JsonNode volume : workload.pod().path("volumes")) {
      if (volume.has("persistentVolumeClaim")) {
        workload
            .rendering()
            .one(
                "PersistentVolumeClaim",
                volume.path("persistentVolumeClaim").path("claimName").asText());
      }
    }
    Set<String> secrets = new TreeSet<>();
    workload
        .pod()
        .path("volumes")
        .forEach(
            v -> {
              if (v.has("secret")) {
                secrets.add(v.path("secret").path("secretName").asText());
              }
            });
    // Strimzi makes the first two (see secretPrefix of the cluster), k8s/secrets the others.
    Set<String> wanted =
        new TreeSet<>(
            Set.of(
                "kafka-" + workload.name(),
                "nustream-cluster-ca-cert",
                "nustream-edge",
                "nustream-tokens"));
    if (workload.name().equals("results")) {
      wanted.add("nustream-dashboard-token");
    }
    assertEquals(wanted, secrets);
    assertTrue(container(workload, "/tmp"), "somewhere to write");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void everyServiceHasAnIdentityOfItsOwnAndOneATokenOfTheCluster(Workload workload) {
    String account = workload.pod().path("serviceAccountName").asText();
    assertEquals(workload.name(), account);
    JsonNode body = workload.rendering().one("ServiceAccount", account).body();
    assertFalse(body.path("automountServiceAccountToken").asBoolean(true));
    assertEquals(
        workload.name().equals("campaigns"),
        workload.pod().path("automountServiceAccountToken").asBoolean());
  }

  @Test
  void samplingGoesBeforeTraining() {
    Rendering rendering = Rendering.of(Rendering.GPU);
    int control = priority(rendering, "nustream-control");
    int sampling = priority(rendering, "nustream-sampling");
    int training = priority(rendering, "nustream-training");
    assertTrue(control > sampling && sampling > training);
    assertEquals(
        "Never",
        rendering
            .one("PriorityClass", "nustream-training")
            .body()
            .path("preemptionPolicy")
            .asText());
    for (Workload workload : rendering.workloads()) {
      String name = workload.pod().path("priorityClassName").asText();
      assertTrue(priority(rendering, name) >= sampling, workload.name());
    }
    assertEquals(
        "nustream-training",
        rendering.workload("campaigns").variable("CAMPAIGNS_JOBS_PRIORITY_CLASS").orElseThrow());
  }

  @Test
  void gpuPodsAskForAGpuAndGoWhereGpusAre() {
    for (String name : List.of("diffusion-sampler", "cnn-classifier")) {
      Workload worker = Rendering.of(Rendering.GPU).workload(name);
      assertEquals(
          "1", worker.container().path("resources").path("limits").path("nvidia.com/gpu").asText());
      assertEquals("nvidia.com/gpu", worker.pod().path("tolerations").path(0).path("key").asText());
      assertEquals(
          "true", worker.pod().path("nodeSelector").path("nvidia.com/gpu.present").asText());
      assertTrue(worker.container().path("image").asText().endsWith("-cu128"));
      assertEquals(
          0, worker.spec().path("strategy").path("rollingUpdate").path("maxSurge").asInt(-1));
    }
    assertEquals(
        "[\"ReadWriteMany\"]",
        Rendering.of(Rendering.GPU)
            .one("PersistentVolumeClaim", "nustream-models")
            .body()
            .path("spec")
            .path("accessModes")
            .toString());
  }

  @Test
  void virtualNodesHaveWhatGpuPodsLookFor() throws IOException {
    List<Manifest> nodes = Rendering.read(Rendering.module().resolve("kwok/nodes.yaml"));
    assertEquals(List.of(), nodes.stream().flatMap(n -> StrictModels.faults(n).stream()).toList());
    JsonNode pod = Rendering.of(Rendering.GPU).workload("diffusion-sampler").pod();
    long fitting =
        nodes.stream()
            .filter(
                node ->
                    node.body()
                        .path("metadata")
                        .path("labels")
                        .path("nvidia.com/gpu.present")
                        .equals(pod.path("nodeSelector").path("nvidia.com/gpu.present")))
            .filter(node -> node.body().path("status").path("allocatable").has("nvidia.com/gpu"))
            .count();
    assertEquals(2, fitting);
  }

  @Test
  void trainingsRunWhatServes() {
    for (String folder : Rendering.overlays()) {
      Workload campaigns = Rendering.of(folder).workload("campaigns");
      for (var pair :
          List.of(
              List.of("CAMPAIGNS_JOBS_SAMPLER_IMAGE", "diffusion-sampler"),
              List.of("CAMPAIGNS_JOBS_CLASSIFIER_IMAGE", "cnn-classifier"))) {
        Workload server = Rendering.of(folder).workload(pair.get(1));
        assertEquals(
            server.container().path("image").asText(),
            campaigns.variable(pair.get(0)).orElseThrow());
        assertEquals(
            server.container().path("image").asText(),
            server.pod().path("initContainers").path(0).path("image").asText());
      }
      Rendering.of(folder)
          .one(
              "ServiceAccount", campaigns.variable("CAMPAIGNS_JOBS_SERVICE_ACCOUNT").orElseThrow());
      Rendering.of(folder)
          .one(
              "PersistentVolumeClaim",
              campaigns.variable("CAMPAIGNS_JOBS_MODELS_CLAIM").orElseThrow());
    }
  }

  private static boolean container(Workload workload, String path) {
    for (JsonNode mount : workload.container().path("volumeMounts")) {
      if (mount.path("mountPath").asText().equals(path)) {
        return true;
      }
    }
    return false;
  }

  private static int priority(Rendering rendering, String name) {
    return rendering.one("PriorityClass", name).body().path("value").asInt();
  }

  private static Duration defaultDrain() {
    return new SmallRyeConfigBuilder()
        .withMapping(DrainConfig.class)
        .withConverter(Duration.class, 200, DURATION)
        .build()
        .getConfigMapping(DrainConfig.class)
        .grace();
  }
}
