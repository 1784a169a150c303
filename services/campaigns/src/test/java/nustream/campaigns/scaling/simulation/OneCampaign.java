package nustream.campaigns.scaling.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One large order, paced by its window alone and by seconds of work: what the scaler makes of each.
 *
 * @param backlogSeconds that the order may have waiting; 0 = the window alone
 * @param blocks of the order, of a second each
 * @param seconds from the order to its end
 * @param surplus blocks behind the last of the result
 */
record OneCampaign(
    long backlogSeconds, long blocks, double seconds, long surplus, Outcome outcome) {
  static final double ORDERED_AT = 60;
  private static final String ID = "large";

  static OneCampaign run(long backlogSeconds, long blocks, ClusterSettings settings) {
    Orders orders = new Orders("one campaign", backlogSeconds).order(ORDERED_AT, ID, blocks);
    Outcome outcome =
        Simulation.run(orders, new BacklogPolicy(Comparison.TARGET_SECONDS, true), settings);
    return new OneCampaign(
        backlogSeconds, blocks, orders.endSecond(ID) - ORDERED_AT, orders.surplus(ID), outcome);
  }

  /** An hour of work and ten minutes of it, each way; the backlog is that of 16 replicas. */
  static List<OneCampaign> all(ClusterSettings settings) {
    List<OneCampaign> all = new ArrayList<>();
    for (long blocks : new long[] {3_600, 600}) {
      for (long backlog : new long[] {0, backlogOfAll(settings)}) {
        all.add(run(backlog, blocks, settings));
      }
    }
    return all;
  }

  static long backlogOfAll(ClusterSettings settings) {
    return (long) (settings.maxReplicas() * Comparison.TARGET_SECONDS);
  }

  int mostReplicas() {
    return outcome.trace().stream().mapToInt(Outcome.Moment::replicas).max().orElseThrow();
  }

  /** A table in Markdown. */
  static String table(List<OneCampaign> all) {
    StringBuilder table =
        new StringBuilder(
            "| work, s | backlog, s | replicas | order to end, s | GPU-hours | turns | surplus,"
                + " blocks |\n|---|---|---|---|---|---|---|\n");
    for (OneCampaign one : all) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %d | %.0f | %.2f | %d | %d |%n",
              one.blocks(),
              one.backlogSeconds() == 0 ? "window" : one.backlogSeconds(),
              one.mostReplicas(),
              one.seconds(),
              one.outcome().gpuHours(),
              one.outcome().turns(),
              one.surplus()));
    }
    return table.toString();
  }
}
