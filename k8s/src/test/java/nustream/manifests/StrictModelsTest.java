package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictModelsTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  @ParameterizedTest
  @ValueSource(strings = {Rendering.CPU, Rendering.GPU, Rendering.CERT_MANAGER})
  void everyObjectIsOfItsTypeAndHasNoOtherField(String folder) {
    Rendering rendering = Rendering.of(folder);

    List<String> faults =
        rendering.manifests().stream().flatMap(m -> StrictModels.faults(m).stream()).toList();

    assertEquals(List.of(), faults);
    assertTrue(rendering.manifests().size() > 70, rendering.manifests().size() + " objects");
  }

  @ParameterizedTest
  @ValueSource(strings = {Rendering.CPU, Rendering.GPU, Rendering.CERT_MANAGER})
  void noObjectIsThereTwiceAndAllAreInTheNamespace(String folder) {
    Set<String> names = new HashSet<>();
    for (Manifest manifest : Rendering.of(folder).manifests()) {
      assertTrue(names.add(manifest.type() + "/" + manifest.name()), manifest + " is there twice");
      JsonNode namespace = manifest.body().path("metadata").path("namespace");
      boolean clusterWide =
          Set.of("Namespace", "PriorityClass", "ClusterRole", "ClusterRoleBinding")
              .contains(manifest.kind());
      assertEquals(clusterWide ? "" : "nustream", namespace.asText(), manifest.toString());
    }
  }

  @Test
  void aMisspeltFieldIsFound() throws IOException {
    assertFault(
        "unknown .spec.replica", "{apiVersion: apps/v1, kind: Deployment, spec: {replica: 1}}");
    assertFault(
        "unknown .spec.kafka.listeners[0].tlss",
        "{apiVersion: kafka.strimzi.io/v1, kind: Kafka, spec: {kafka: {listeners: [{name: a, type: internal, tlss: true}]}}}");
    assertFault(
        "unknown .spec.podMetricsEndpoints[0].portt",
        "{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, spec: {podMetricsEndpoints: [{portt: a}]}}");
  }

  @Test
  void aValueOfTheWrongTypeIsFound() throws IOException {
    assertFault("Integer", "{apiVersion: apps/v1, kind: Deployment, spec: {replicas: '1'}}");
    assertFault("String", "{apiVersion: v1, kind: ConfigMap, data: {PORT: 1}}");
    assertFault(
        "coolDown",
        "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, spec: {coolDownPeriod: 1}}");
    assertFault("no type for", "{apiVersion: extensions/v1beta1, kind: Deployment}");
  }

  private static void assertFault(String wanted, String yaml) throws IOException {
    List<String> faults = StrictModels.faults(YAML.readTree(yaml));
    assertTrue(faults.toString().contains(wanted), faults + " has no '" + wanted + "'");
  }
}
