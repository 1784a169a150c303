package nustream.local.trainings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.concurrent.Callable;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.NodeCapacity;
import nustream.local.Terminal;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The GPUs of a cluster. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description = "Shows the GPUs of a cluster: what there is, in use and free, node by node.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream capacity --server https://campaigns.example.org:443",
      "  nustream capacity --server https://campaigns.example.org:443 --json"
    })
public final class CapacityCommand implements Callable<Integer> {
  private static final String ROW = "%-32s %12s %8s %6s  %s%n";

  @Mixin private TrainingCalls calls;
  @Mixin private JsonOption json;

  private final Terminal terminal;

  CapacityCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CapacityView view = CapacityView.of(calls.ask(terminal, client -> client.capacity()));
    json.print(terminal, view, () -> print(view));
    return ExitCode.OK;
  }

  private void print(CapacityView all) {
    terminal.out().printf(ROW, "node", "allocatable", "in use", "free", "kind");
    for (NodeView node : all.nodes()) {
      terminal
          .out()
          .printf(
              ROW,
              node.node(),
              node.allocatable(),
              node.inUse(),
              node.free(),
              node.product() + (node.schedulable() ? "" : " (takes no pods now)"));
    }
    terminal
        .out()
        .printf(
            ROW, "all", all.allocatable(), all.inUse(), all.free(), all.waiting() + " asked for");
  }

  /** GPUs of the cluster, as they are shown. */
  record CapacityView(
      String resource,
      int allocatable,
      @JsonProperty("in_use") int inUse,
      int free,
      int waiting,
      List<NodeView> nodes) {
    static CapacityView of(CapacityResponse capacity) {
      return new CapacityView(
          capacity.getResource(),
          capacity.getAllocatable(),
          capacity.getInUse(),
          capacity.getFree(),
          capacity.getWaiting(),
          capacity.getNodesList().stream().map(NodeView::of).toList());
    }
  }

  /** GPUs of one node, as they are shown. */
  record NodeView(
      String node,
      int allocatable,
      @JsonProperty("in_use") int inUse,
      int free,
      boolean schedulable,
      String product) {
    static NodeView of(NodeCapacity node) {
      return new NodeView(
          node.getNode(),
          node.getAllocatable(),
          node.getInUse(),
          node.getFree(),
          node.getSchedulable(),
          node.getProduct());
    }
  }
}
