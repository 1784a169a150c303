package nustream.campaigns.scaling.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The scaler against Kafka lag: one threshold for all loads, as an operator has to choose one, and
 * the largest with which no load takes longer than with the scaler.
 *
 * @param lagThreshold records that one replica may have
 * @param backlog by load
 * @param lag by load
 */
record Comparison(int lagThreshold, Map<Load, Outcome> backlog, Map<Load, Outcome> lag) {
  static final double TARGET_SECONDS = 60;

  /** Larger thresholds ask for one replica whatever comes. */
  private static final int LARGEST_THRESHOLD = 512;

  /** A drain time is known to a second, and replicas come in steps of 15 s. */
  private static final double SLACK_SECONDS = 15;

  static Comparison of(List<Load> loads, ClusterSettings settings) {
    Map<Load, Outcome> backlog =
        run(loads, () -> new BacklogPolicy(TARGET_SECONDS, true), settings);
    int threshold = LARGEST_THRESHOLD;
    Map<Load, Outcome> lag = lag(loads, threshold, settings);
    while (threshold > 1 && slower(lag, backlog)) {
      threshold = Math.max(1, threshold * 4 / 5);
      lag = lag(loads, threshold, settings);
    }
    return new Comparison(threshold, backlog, lag);
  }

  private static Map<Load, Outcome> lag(List<Load> loads, int threshold, ClusterSettings settings) {
    return run(loads, () -> new LagPolicy(threshold), settings);
  }

  private static Map<Load, Outcome> run(
      List<Load> loads, Supplier<ScalingPolicy> policy, ClusterSettings settings) {
    Map<Load, Outcome> outcomes = new LinkedHashMap<>();
    loads.forEach(load -> outcomes.put(load, Simulation.run(load, policy.get(), settings)));
    return outcomes;
  }

  private static boolean slower(Map<Load, Outcome> lag, Map<Load, Outcome> backlog) {
    return lag.entrySet().stream()
        .anyMatch(
            e ->
                e.getValue().drainSeconds()
                    > backlog.get(e.getKey()).drainSeconds() + SLACK_SECONDS);
  }

  static double gpuHours(Map<Load, Outcome> outcomes) {
    return outcomes.values().stream().mapToDouble(Outcome::gpuHours).sum();
  }

  /** A table in Markdown. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            "| load | work, s | drain, s: backlog | lag | GPU-hours: backlog | lag | turns: backlog"
                + " | lag |\n|---|---|---|---|---|---|---|---|\n");
    backlog.forEach(
        (load, ours) -> {
          Outcome theirs = lag.get(load);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.0f | %.0f | %.0f | %.2f | %.2f | %d | %d |%n",
                  load.name(),
                  load.totalSeconds(),
                  ours.drainSeconds(),
                  theirs.drainSeconds(),
                  ours.gpuHours(),
                  theirs.gpuHours(),
                  ours.turns(),
                  theirs.turns()));
        });
    table.append(
        String.format(
            Locale.ROOT, "| all | | | | %.2f | %.2f | | |%n", gpuHours(backlog), gpuHours(lag)));
    return table.toString();
  }
}
