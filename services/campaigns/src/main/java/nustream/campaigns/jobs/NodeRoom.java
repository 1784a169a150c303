package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What one node has for pods, and whether it takes them. */
record NodeRoom(Node node) {
  /** Taints that come and go with the state of the node. */
  private static final String PASSING = "node.kubernetes.io/";

  private static final BigDecimal MIB = BigDecimal.valueOf(1 << 20);
  private static final BigDecimal MILLI = BigDecimal.valueOf(1000);

  String name() {
    return node.getMetadata().getName();
  }

  long gpus() {
    return allocatable(TrainingJob.GPU).longValue();
  }

  long cpuMillicores() {
    return allocatable("cpu").multiply(MILLI).longValue();
  }

  long memoryMib() {
    return allocatable("memory").divideToIntegralValue(MIB).longValue();
  }

  /** Kind of GPU; empty when nobody labelled it. */
  String product() {
    return labels().getOrDefault("nvidia.com/gpu.product", "");
  }

  /** Ready, not cordoned, and without a passing taint. */
  boolean takesPods() {
    boolean cordoned =
        node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    return !cordoned && ready() && taints().stream().noneMatch(NodeRoom::passes);
  }

  /** Whether pods with these may be on it, now or when it is well again. */
  boolean admits(Map<String, String> selector, List<Toleration> tolerations) {
    return labels().entrySet().containsAll(selector.entrySet())
        && taints().stream()
            .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
            .filter(taint -> !passes(taint))
            .allMatch(taint -> tolerations.stream().anyMatch(it -> tolerates(it, taint)));
  }

  private boolean ready() {
    return node.getStatus() != null
        && node.getStatus().getConditions().stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .map(NodeCondition::getStatus)
            .anyMatch("True"::equals);
  }

  private static boolean passes(Taint taint) {
    return taint.getKey() != null && taint.getKey().startsWith(PASSING);
  }

  /** As the scheduler has it, for the operator Exists. */
  private static boolean tolerates(Toleration toleration, Taint taint) {
    return toleration.getKey().equals(taint.getKey())
        && (toleration.getEffect() == null || toleration.getEffect().equals(taint.getEffect()));
  }

  private List<Taint> taints() {
    return node.getSpec() == null ? List.of() : node.getSpec().getTaints();
  }

  private Map<String, String> labels() {
    Map<String, String> labels = node.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  private BigDecimal allocatable(String resource) {
    if (node.getStatus() == null || node.getStatus().getAllocatable() == null) {
      return BigDecimal.ZERO;
    }
    Quantity quantity = node.getStatus().getAllocatable().get(resource);
    return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
  }
}
