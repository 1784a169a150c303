package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.NodeCapacity;

/** The GPUs of a cluster, from its nodes and pods. */
final class GpuCapacity {
  /** 1000 nodes of at most 150 bytes stay below the largest message, 256 KiB. */
  private static final int MOST_NODES = 1000;

  private GpuCapacity() {}

  /**
   * Adds up.
   *
   * @param pods of all namespaces
   */
  static CapacityResponse of(List<NodeRoom> nodes, List<Pod> pods) {
    Map<String, Long> inUse = new HashMap<>();
    long waiting = 0;
    for (Pod pod : pods) {
      long gpus = PodNews.over(pod) ? 0 : gpus(pod);
      String node = pod.getSpec().getNodeName();
      if (node == null || node.isEmpty()) {
        waiting += gpus;
      } else {
        inUse.merge(node, gpus, Long::sum);
      }
    }
    CapacityResponse.Builder all =
        CapacityResponse.newBuilder().setResource(TrainingJob.GPU).setWaiting((int) waiting);
    nodes.stream()
        .filter(node -> node.gpus() > 0 || inUse.getOrDefault(node.name(), 0L) > 0)
        .sorted(Comparator.comparing(NodeRoom::name))
        .map(node -> capacity(node, inUse.getOrDefault(node.name(), 0L)))
        .forEach(node -> add(all, node));
    return all.build();
  }

  /**
   * What the scheduler counts for a pod: its containers together, or its largest init container. An
   * init container that stays (a sidecar) counts with the containers.
   */
  static long gpus(Pod pod) {
    long together = pod.getSpec().getContainers().stream().mapToLong(GpuCapacity::gpus).sum();
    long largest = 0;
    for (Container init : pod.getSpec().getInitContainers()) {
      if ("Always".equals(init.getRestartPolicy())) {
        together += gpus(init);
      } else {
        largest = Math.max(largest, gpus(init));
      }
    }
    return Math.max(together, largest);
  }

  private static long gpus(Container container) {
    ResourceRequirements resources = container.getResources();
    if (resources == null) {
      return 0;
    }
    // Requests of GPUs equal their limits; either may be left out.
    Quantity request = amount(resources.getRequests());
    Quantity quantity = request == null ? amount(resources.getLimits()) : request;
    return quantity == null ? 0 : quantity.getNumericalAmount().longValue();
  }

  private static Quantity amount(Map<String, Quantity> amounts) {
    return amounts == null ? null : amounts.get(TrainingJob.GPU);
  }

  private static NodeCapacity capacity(NodeRoom node, long inUse) {
    boolean schedulable = node.takesPods();
    return NodeCapacity.newBuilder()
        .setNode(node.name())
        .setAllocatable((int) node.gpus())
        .setInUse((int) inUse)
        .setFree(schedulable ? (int) Math.max(0, node.gpus() - inUse) : 0)
        .setSchedulable(schedulable)
        .setProduct(node.product())
        .build();
  }

  private static void add(CapacityResponse.Builder all, NodeCapacity node) {
    all.setAllocatable(all.getAllocatable() + node.getAllocatable())
        .setInUse(all.getInUse() + node.getInUse())
        .setFree(all.getFree() + node.getFree());
    if (all.getNodesCount() < MOST_NODES) {
      all.addNodes(node);
    }
  }
}
