package nustream.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Deployment or StatefulSet, and what its pods will be. */
record Workload(Manifest manifest, Rendering rendering) {
  String name() {
    return manifest.name();
  }

  JsonNode spec() {
    return manifest.body().path("spec");
  }

  /** Labels of the pods. */
  JsonNode labels() {
    return spec().path("template").path("metadata").path("labels");
  }

  JsonNode pod() {
    return spec().path("template").path("spec");
  }

  /** The container of the service itself. */
  JsonNode container() {
    for (JsonNode container : pod().path("containers")) {
      if (container.path("name").asText().equals("service")) {
        return container;
      }
    }
    throw new AssertionError(manifest + " has no container 'service'");
  }

  /** Containers, those that run before included. */
  List<JsonNode> containers() {
    List<JsonNode> containers = new ArrayList<>();
    pod().path("containers").forEach(containers::add);
    pod().path("initContainers").forEach(containers::add);
    return containers;
  }

  /** Port of the service. */
  int port() {
    return container().path("ports").path(0).path("containerPort").asInt();
  }

  /** Environment of the service by name; of what comes from elsewhere, where from. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode from : container().path("envFrom")) {
      rendering
          .one("ConfigMap", from.path("configMapRef").path("name").asText())
          .body()
          .path("data")
          .properties()
          .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    }
    for (JsonNode variable : container().path("env")) {
      environment.put(
          variable.path("name").asText(),
          variable.has("value")
              ? variable.path("value").asText()
              : variable.path("valueFrom").toString());
    }
    return environment;
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment().get(name));
  }

  /** Whether a label selector takes its pods. */
  boolean selectedBy(JsonNode selector) {
    for (Map.Entry<String, JsonNode> wanted : selector.path("matchLabels").properties()) {
      if (!labels().path(wanted.getKey()).equals(wanted.getValue())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name() + " of " + rendering;
  }
}
