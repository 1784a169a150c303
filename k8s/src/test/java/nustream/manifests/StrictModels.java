package nustream.manifests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types of what a rendering may hold. Reading is strict: a kind that is not here, a value of
 * the wrong type, and a field that the type does not have are errors.
 */
final class StrictModels {
  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("v1 Namespace", io.fabric8.kubernetes.api.model.Namespace.class),
          Map.entry("v1 Node", io.fabric8.kubernetes.api.model.Node.class),
          Map.entry("v1 ConfigMap", io.fabric8.kubernetes.api.model.ConfigMap.class),
          Map.entry("v1 Service", io.fabric8.kubernetes.api.model.Service.class),
          Map.entry("v1 ServiceAccount", io.fabric8.kubernetes.api.model.ServiceAccount.class),
          Map.entry(
              "v1 PersistentVolumeClaim",
              io.fabric8.kubernetes.api.model.PersistentVolumeClaim.class),
          Map.entry("apps/v1 Deployment", io.fabric8.kubernetes.api.model.apps.Deployment.class),
          Map.entry("apps/v1 StatefulSet", io.fabric8.kubernetes.api.model.apps.StatefulSet.class),
          Map.entry(
              "policy/v1 PodDisruptionBudget",
              io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget.class),
          Map.entry(
              "networking.k8s.io/v1 NetworkPolicy",
              io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy.class),
          Map.entry(
              "scheduling.k8s.io/v1 PriorityClass",
              io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass.class),
          Map.entry(
              "rbac.authorization.k8s.io/v1 Role", io.fabric8.kubernetes.api.model.rbac.Role.class),
          Map.entry(
              "rbac.authorization.k8s.io/v1 RoleBinding",
              io.fabric8.kubernetes.api.model.rbac.RoleBinding.class),
          Map.entry(
              "rbac.authorization.k8s.io/v1 ClusterRole",
              io.fabric8.kubernetes.api.model.rbac.ClusterRole.class),
          Map.entry(
              "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
              io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding.class),
          Map.entry(
              "monitoring.coreos.com/v1 PodMonitor",
              io.fabric8.openshift.api.model.monitoring.v1.PodMonitor.class),
          Map.entry(
              "monitoring.coreos.com/v1 PrometheusRule",
              io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule.class),
          Map.entry("kafka.strimzi.io/v1 Kafka", io.strimzi.api.kafka.model.kafka.Kafka.class),
          Map.entry(
              "kafka.strimzi.io/v1 KafkaNodePool",
              io.strimzi.api.kafka.model.nodepool.KafkaNodePool.class),
          Map.entry(
              "kafka.strimzi.io/v1 KafkaTopic", io.strimzi.api.kafka.model.topic.KafkaTopic.class),
          Map.entry(
              "kafka.strimzi.io/v1 KafkaUser", io.strimzi.api.kafka.model.user.KafkaUser.class),
          Map.entry("keda.sh/v1alpha1 ScaledObject", Keda.ScaledObject.class),
          Map.entry("keda.sh/v1alpha1 TriggerAuthentication", Keda.TriggerAuthentication.class),
          Map.entry("cert-manager.io/v1 Issuer", CertManager.Issuer.class),
          Map.entry("cert-manager.io/v1 Certificate", CertManager.Certificate.class));

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // A quoted number is no number, and a bare one no text: the cluster's API says so as
          // well.
          .withCoercionConfig(
              LogicalType.Integer,
              c -> c.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
          .withCoercionConfig(
              LogicalType.Boolean,
              c -> c.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
          .withCoercionConfig(
              LogicalType.Textual,
              c ->
                  c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictModels() {}

  /** What is wrong with the object; nothing when it is right. */
  static List<String> faults(Manifest manifest) {
    Class<?> type = TYPES.get(manifest.type());
    if (type == null) {
      return List.of(manifest + ": no type for " + manifest.type());
    }
    try {
      Set<String> unknown = new TreeSet<>();
      findUnknown(JSON.treeToValue(manifest.body(), type), "", unknown, new IdentityHashMap<>());
      return unknown.stream().map(path -> manifest + ": unknown " + path).toList();
    } catch (IOException e) {
      return List.of(manifest + ": " + e.getMessage());
    }
  }

  /** For tests of this class. */
  static List<String> faults(JsonNode body) {
    return faults(new Manifest(body));
  }

  /** The models keep fields that they do not know in a map called additionalProperties. */
  private static void findUnknown(
      Object value, String path, Set<String> unknown, Map<Object, Boolean> seen) {
    if (value instanceof Collection<?> items) {
      int index = 0;
      for (Object item : items) {
        findUnknown(item, path + "[" + index++ + "]", unknown, seen);
      }
    } else if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, item) -> findUnknown(item, path + "." + key, unknown, seen));
    } else if (value != null && isModel(value.getClass()) && seen.put(value, true) == null) {
      for (Class<?> type = value.getClass(); isModel(type); type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            Object held = read(field, value);
            if (field.getName().equals("additionalProperties")) {
              keys(held).forEach(key -> unknown.add(path + "." + key));
            } else {
              findUnknown(held, path + "." + field.getName(), unknown, seen);
            }
          }
        }
      }
    }
  }

  private static boolean isModel(Class<?> type) {
    return !type.isEnum()
        && (type.getName().startsWith("io.fabric8.") || type.getName().startsWith("io.strimzi."));
  }

  private static Set<?> keys(Object map) {
    return map == null ? Set.of() : ((Map<?, ?>) map).keySet();
  }

  private static Object read(Field field, Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.toString(), e);
    }
  }
}
