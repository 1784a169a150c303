package nustream.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The part of KEDA's API (keda.sh/v1alpha1) that is used here; whatever else is written is an
 * error.
 */
final class Keda {
  private Keda() {}

  record Metadata(
      String name, String namespace, Map<String, String> labels, Map<String, String> annotations) {}

  record ScaledObject(String apiVersion, String kind, Metadata metadata, ScaledObjectSpec spec) {}

  record ScaledObjectSpec(
      ScaleTarget scaleTargetRef,
      Integer pollingInterval,
      Integer cooldownPeriod,
      Integer initialCooldownPeriod,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Advanced advanced,
      List<Trigger> triggers) {}

  record ScaleTarget(String name, String apiVersion, String kind, String envSourceContainerName) {}

  record Advanced(
      Boolean restoreToOriginalReplicaCount,
      HorizontalPodAutoscaler horizontalPodAutoscalerConfig) {}

  record HorizontalPodAutoscaler(String name, Behavior behavior) {}

  record Behavior(Rules scaleUp, Rules scaleDown) {}

  record Rules(Integer stabilizationWindowSeconds, String selectPolicy, List<Policy> policies) {}

  record Policy(String type, Integer value, Integer periodSeconds) {}

  record Trigger(
      String type,
      String name,
      Map<String, String> metadata,
      Authentication authenticationRef,
      String metricType,
      Boolean useCachedMetrics) {}

  record Authentication(String name, String kind) {}

  record TriggerAuthentication(
      String apiVersion, String kind, Metadata metadata, TriggerAuthenticationSpec spec) {}

  record TriggerAuthenticationSpec(List<SecretTarget> secretTargetRef, JsonNode env) {}

  record SecretTarget(String parameter, String name, String key) {}
}
