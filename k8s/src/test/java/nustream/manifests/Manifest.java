package nustream.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One object of a rendering.
 *
 * @param body all of it
 */
record Manifest(JsonNode body) {
  String kind() {
    return body.path("kind").asText();
  }

  /** For example "apps/v1 Deployment". */
  String type() {
    return body.path("apiVersion").asText() + " " + kind();
  }

  String name() {
    return body.path("metadata").path("name").asText();
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
