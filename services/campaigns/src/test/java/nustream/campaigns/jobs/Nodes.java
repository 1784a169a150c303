package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** Nodes of a cluster. */
public final class Nodes {
  private NodeBuilder node;

  private Nodes(NodeBuilder node) {
    this.node = node;
  }

  public static Nodes of(String name, int gpus, String cpu, String memory) {
    NodeBuilder node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .withNewStatus()
            .addToAllocatable("cpu", new Quantity(cpu))
            .addToAllocatable("memory", new Quantity(memory))
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus();
    if (gpus > 0) {
      node =
          node.editStatus()
              .addToAllocatable("nvidia.com/gpu", new Quantity(Integer.toString(gpus)))
              .endStatus();
    }
    return new Nodes(node);
  }

  public Nodes label(String key, String value) {
    node = node.editMetadata().addToLabels(key, value).endMetadata();
    return this;
  }

  public Nodes gpuTaint() {
    return taint("nvidia.com/gpu", "present");
  }

  public Nodes taint(String key, String value) {
    node =
        node.editSpec()
            .addNewTaint()
            .withKey(key)
            .withValue(value)
            .withEffect("NoSchedule")
            .endTaint()
            .endSpec();
    return this;
  }

  public Nodes cordoned() {
    node = node.editSpec().withUnschedulable(true).endSpec();
    return this;
  }

  public Node node() {
    return node.build();
  }
}
