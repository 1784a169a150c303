package nustream.campaigns.scaling.simulation;

import java.util.ArrayList;
import java.util.List;
import nustream.campaigns.scaling.backlog.Waiting;
import nustream.campaigns.scaling.simulation.Outcome.Moment;

/** A load, a policy and a cluster, second by second on a virtual clock. */
final class Simulation {
  /** Longer than any load takes: a policy that never ends fails. */
  private static final int MOST_SECONDS = 6 * 3600;

  private final Source source;
  private final ClusterSettings settings;
  private final Autoscaler autoscaler;
  private final Fleet fleet;
  private final List<Moment> trace = new ArrayList<>();
  private double drainSeconds;
  private double sinceDecisionSeconds;
  private double lastIncrease;
  private double leftSeconds;

  private Simulation(Source source, ScalingPolicy policy, ClusterSettings settings) {
    this.source = source;
    this.settings = settings;
    autoscaler = new Autoscaler(policy, settings);
    fleet =
        new Fleet(
            Loads.PARTITIONS,
            settings,
            (piece, now) -> {
              policy.done(piece, now);
              source.done(piece, now);
              drainSeconds = Math.max(drainSeconds, now - piece.arrivalSeconds());
              sinceDecisionSeconds =
                  Math.max(
                      sinceDecisionSeconds, now - Math.max(piece.arrivalSeconds(), lastIncrease));
              leftSeconds -= piece.seconds();
            });
  }

  /** Until all is done and all replicas are gone. */
  static Outcome run(Load load, ScalingPolicy policy, ClusterSettings settings) {
    return run(load.source(), policy, settings);
  }

  /** As {@link #run(Load, ScalingPolicy, ClusterSettings)}. */
  static Outcome run(Source source, ScalingPolicy policy, ClusterSettings settings) {
    return new Simulation(source, policy, settings).run();
  }

  private Outcome run() {
    int direction = 0;
    int turns = 0;
    int before = 0;
    double busyAtZeroSince = Double.POSITIVE_INFINITY;
    boolean everIdleAtZero = false;
    for (int now = 0;
        !source.exhausted() || !fleet.waiting().isEmpty() || fleet.size() > 0;
        now++) {
      if (now > MOST_SECONDS) {
        throw new IllegalStateException(source.name() + " is not done after " + now + " s");
      }
      for (Piece piece : source.arrivals(now)) {
        leftSeconds += piece.seconds();
        fleet.arrive(piece);
      }
      List<Waiting> waiting = fleet.waiting();
      int wanted = autoscaler.replicas(now, waiting);
      fleet.scale(wanted, now);
      int change = Integer.signum(wanted - before);
      lastIncrease = change > 0 ? now : lastIncrease;
      if (change != 0) {
        turns += direction != 0 && change != direction ? 1 : 0;
        direction = change;
      }
      before = wanted;
      busyAtZeroSince =
          wanted > 0 || waiting.isEmpty()
              ? Double.POSITIVE_INFINITY
              : Math.min(busyAtZeroSince, now);
      everIdleAtZero |= now - busyAtZeroSince > settings.activitySeconds();
      trace.add(new Moment(now, leftSeconds, waiting.size(), fleet.size()));
      fleet.work(now);
    }
    return new Outcome(
        drainSeconds,
        sinceDecisionSeconds,
        fleet.replicaSeconds() / 3600,
        turns,
        fleet.restarts(),
        everIdleAtZero,
        List.copyOf(trace));
  }
}
