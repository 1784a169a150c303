package nustream.campaigns.jobs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.NodeCapacity;
import nustream.campaigns.v1.TrainingResources;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;

class FitTest {
  private static final NodeRoom PLAIN = new NodeRoom(Nodes.of("plain", 0, "64", "256Gi").node());
  private static final NodeRoom GPU =
      new NodeRoom(Nodes.of("gpu-a", 4, "16", "128Gi").gpuTaint().label("pool", "gpu").node());

  private static void assertNever(String message, TrainingResources.Builder asked, NodeRoom... on) {
    assertNever(message, asked, Map.of(), on);
  }

  private static void assertNever(
      String message,
      TrainingResources.Builder asked,
      Map<String, String> selector,
      NodeRoom... on) {
    NustreamException refused =
        assertThrows(
            NustreamException.class, () -> Fit.require(asked.build(), List.of(on), selector));
    assertEquals(ErrorWord.NEVER_FITS, refused.word());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  private static void assertFits(TrainingResources.Builder asked, NodeRoom... on) {
    assertDoesNotThrow(() -> Fit.require(asked.build(), List.of(on), Map.of()));
  }

  @Test
  void whatFitsAnEmptyNodeIsTaken() {
    assertFits(Specs.resources(4, 16_000, 131_072), PLAIN, GPU);
    assertFits(Specs.resources(0, 64_000, 262_144), PLAIN, GPU);
  }

  @Test
  void whatIsLargerThanEveryNodeIsRefusedWithTheNumbers() {
    assertNever(
        "spec.resources.gpus is 5; allowed: at most 4 nvidia.com/gpu, which node gpu-a has",
        Specs.resources(5, 1000, 2048),
        PLAIN,
        GPU);
    assertNever(
        "spec.resources.gpus is 1; allowed: 0, as no node has nvidia.com/gpu",
        Specs.resources(1, 1000, 2048),
        PLAIN);
    assertNever(
        "spec.resources.memory_mib is 300000; allowed: at most 262144 MiB, which node plain has",
        Specs.resources(0, 1000, 300_000),
        PLAIN,
        GPU);
    assertNever("spec.resources.cpu_millicores is 64001", Specs.resources(0, 64_001, 2048), PLAIN);
  }

  @Test
  void allOfItMustBeOnOneNode() {
    assertNever(
        "1 GPUs, 200000 MiB and 1000m together, which no single node has; node gpu-a has 4 GPUs",
        Specs.resources(1, 1000, 200_000),
        PLAIN,
        GPU);
  }

  @Test
  void taintsAndLabelsKeepTrainingsAway() {
    assertNever("none of the cluster's 1 nodes", Specs.resources(0, 1000, 2048), GPU);
    NodeRoom other = new NodeRoom(Nodes.of("x", 8, "8", "64Gi").taint("team", "x").node());
    assertNever("at most 4", Specs.resources(8, 1000, 2048), other, GPU);
    assertNever(
        "node selector {pool=fast}", Specs.resources(0, 1000, 2048), Map.of("pool", "fast"), PLAIN);
    assertDoesNotThrow(
        () ->
            Fit.require(
                Specs.resources(1, 1000, 2048).build(), List.of(GPU), Map.of("pool", "gpu")));
  }

  @Test
  void aNodeThatComesBackCounts() {
    NodeRoom cordoned = new NodeRoom(Nodes.of("c", 8, "8", "64Gi").cordoned().node());
    NodeRoom sick =
        new NodeRoom(
            Nodes.of("s", 8, "8", "64Gi").taint("node.kubernetes.io/not-ready", null).node());
    assertFits(Specs.resources(8, 1000, 2048), cordoned);
    assertFits(Specs.resources(8, 1000, 2048), sick);
  }

  @Test
  void gpusAreAddedUp() {
    NodeRoom cordoned =
        new NodeRoom(
            Nodes.of("gpu-b", 8, "8", "64Gi")
                .label("nvidia.com/gpu.product", "H100")
                .cordoned()
                .node());
    Pod sidecar =
        new PodBuilder()
            .withNewMetadata()
            .withName("init")
            .endMetadata()
            .withNewSpec()
            .withNodeName("gpu-b")
            .addNewInitContainer()
            .withName("first")
            .withNewResources()
            .addToRequests("nvidia.com/gpu", new Quantity("3"))
            .endResources()
            .endInitContainer()
            .addNewInitContainer()
            .withName("beside")
            .withRestartPolicy("Always")
            .withNewResources()
            .addToRequests("nvidia.com/gpu", new Quantity("1"))
            .endResources()
            .endInitContainer()
            .endSpec()
            .build();
    assertEquals(3, GpuCapacity.gpus(sidecar), "the init container before, not beside the others");
    CapacityResponse capacity =
        GpuCapacity.of(
            List.of(cordoned, PLAIN, GPU),
            List.of(
                Pods.of("a", "Running").node("gpu-a").gpus(1).pod(),
                Pods.of("b", "Pending").node("gpu-a").gpus(2).pod(),
                Pods.of("done", "Succeeded").node("gpu-a").gpus(1).pod(),
                Pods.of("waits", "Pending").gpus(2).pod(),
                Pods.of("none", "Running").node("plain").pod(),
                sidecar));
    assertEquals("nvidia.com/gpu", capacity.getResource());
    assertEquals(12, capacity.getAllocatable());
    assertEquals(6, capacity.getInUse());
    assertEquals(1, capacity.getFree(), "none of the cordoned node's");
    assertEquals(2, capacity.getWaiting());
    assertEquals(
        List.of(
            NodeCapacity.newBuilder()
                .setNode("gpu-a")
                .setAllocatable(4)
                .setInUse(3)
                .setFree(1)
                .setSchedulable(true)
                .build(),
            NodeCapacity.newBuilder()
                .setNode("gpu-b")
                .setAllocatable(8)
                .setInUse(3)
                .setProduct("H100")
                .build()),
        capacity.getNodesList());
    assertEquals(0, GpuCapacity.of(List.of(PLAIN), List.of()).getNodesCount());
  }
}
