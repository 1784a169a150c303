package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Toleration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import nustream.campaigns.v1.TrainingResources;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * Whether a training could ever run on the nodes that there are. What fits an empty node is taken,
 * and waits for its turn; what is larger than all of them would wait for ever, and is refused with
 * the numbers. Cordoned and broken nodes count: they come back.
 */
final class Fit {
  private Fit() {}

  /**
   * Refuses what no node could hold.
   *
   * @param selector labels that the nodes must have
   * @throws NustreamException NEVER_FITS
   */
  static void require(TrainingResources asked, List<NodeRoom> nodes, Map<String, String> selector) {
    List<Toleration> tolerations =
        asked.getGpus() > 0 ? List.of(TrainingJob.gpuToleration()) : List.of();
    List<NodeRoom> open =
        nodes.stream().filter(node -> node.admits(selector, tolerations)).toList();
    if (open.isEmpty()) {
      throw new NustreamException(
          ErrorWord.NEVER_FITS,
          "none of the cluster's %d nodes takes pods of trainings: node selector %s, taints"
              .formatted(nodes.size(), selector));
    }
    if (asked.getGpus() > 0) {
      require("gpus", asked.getGpus(), open, NodeRoom::gpus, "nvidia.com/gpu");
    }
    require("memory_mib", asked.getMemoryMib(), open, NodeRoom::memoryMib, "MiB");
    require("cpu_millicores", asked.getCpuMillicores(), open, NodeRoom::cpuMillicores, "m");
    if (open.stream().noneMatch(node -> holds(node, asked))) {
      throw new NustreamException(
          ErrorWord.NEVER_FITS,
          "spec.resources are %d GPUs, %d MiB and %dm together, which no single node has; %s"
              .formatted(
                  asked.getGpus(),
                  asked.getMemoryMib(),
                  asked.getCpuMillicores(),
                  described(best(open, asked))));
    }
  }

  private static void require(
      String field,
      long wanted,
      List<NodeRoom> nodes,
      ToLongFunction<NodeRoom> amount,
      String unit) {
    NodeRoom largest = nodes.stream().max(Comparator.comparingLong(amount)).orElseThrow();
    long most = amount.applyAsLong(largest);
    if (wanted > most) {
      throw NustreamException.about(
          ErrorWord.NEVER_FITS,
          "spec.resources." + field,
          wanted,
          most == 0
              ? "0, as no node has " + unit
              : "at most " + most + " " + unit + ", which node " + largest.name() + " has");
    }
  }

  private static boolean holds(NodeRoom node, TrainingResources asked) {
    return node.gpus() >= asked.getGpus()
        && node.memoryMib() >= asked.getMemoryMib()
        && node.cpuMillicores() >= asked.getCpuMillicores();
  }

  private static Optional<NodeRoom> best(List<NodeRoom> nodes, TrainingResources asked) {
    return nodes.stream()
        .filter(node -> node.gpus() >= asked.getGpus())
        .max(Comparator.comparingLong(NodeRoom::memoryMib));
  }

  private static String described(Optional<NodeRoom> node) {
    return node.map(
            it ->
                "node %s has %d GPUs, %d MiB and %dm"
                    .formatted(it.name(), it.gpus(), it.memoryMib(), it.cpuMillicores()))
        .orElse("no node has the GPUs");
  }
}
