package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What a kustomization of this module renders to, as {@code k8s/render} does it. Where that finds
 * no tool, tests are skipped, but never in CI.
 */
record Rendering(String folder, List<Manifest> manifests) {
  static final String CPU = "overlays/cpu";
  static final String GPU = "overlays/gpu";
  static final String CERT_MANAGER = "src/test/kustomize/cert-manager";

  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final int NO_TOOL = 3;

  /** Building the tool takes minutes where there is none. */
  private static final long TIMEOUT_S = 1200;

  private static final Map<String, Rendering> DONE = new ConcurrentHashMap<>();

  /** Renders each folder once. */
  static Rendering of(String folder) {
    return DONE.computeIfAbsent(folder, Rendering::render);
  }

  /** The folders of all overlays. */
  static List<String> overlays() {
    return List.of(CPU, GPU);
  }

  /** This module's folder. */
  static Path module() {
    return Path.of("").toAbsolutePath();
  }

  List<Manifest> kind(String kind) {
    return manifests.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  Manifest one(String kind, String name) {
    List<Manifest> found =
        kind(kind).stream().filter(manifest -> manifest.name().equals(name)).toList();
    assertEquals(1, found.size(), folder + " has " + kind + " " + name + " so many times");
    return found.get(0);
  }

  /** Deployments and StatefulSets. */
  List<Workload> workloads() {
    return manifests.stream()
        .filter(m -> m.kind().equals("Deployment") || m.kind().equals("StatefulSet"))
        .map(m -> new Workload(m, this))
        .toList();
  }

  Workload workload(String name) {
    return workloads().stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(folder + " has no workload " + name));
  }

  /** The objects of a file. */
  static List<Manifest> read(Path file) throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      documents.forEachRemaining(document -> manifests.add(new Manifest(document)));
    }
    return List.copyOf(manifests);
  }

  @Override
  public String toString() {
    return folder;
  }

  private static Rendering render(String folder) {
    try {
      Path errors = Files.createTempFile("render", ".err");
      Path output = Files.createTempFile("render", ".yaml");
      Process process =
          new ProcessBuilder(module().resolve("render").toString(), folder)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("rendering " + folder + " took more than " + TIMEOUT_S + " s");
      }
      String told = Files.readString(errors);
      boolean inCi = "true".equals(System.getenv("CI"));
      assumeTrue(process.exitValue() != NO_TOOL || inCi, () -> "skipped: " + told);
      assertEquals(0, process.exitValue(), told);
      Rendering rendering = new Rendering(folder, read(output));
      Files.delete(errors);
      Files.delete(output);
      return rendering;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while rendering " + folder, e);
    }
  }
}
