package nustream.campaigns.scaling.simulation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import nustream.campaigns.scaling.backlog.Waiting;

/**
 * KEDA, between zero replicas and one, and the HorizontalPodAutoscaler with its default behaviour
 * from one on (k8s.io/kubernetes, pkg/controller/podautoscaler): a metric of type AverageValue asks
 * for ceil(metric / target) replicas unless metric / (target x replicas) is within the tolerance of
 * 1; at most four more, or twice as many, in 15 s; down to the largest wish of the window.
 */
final class Autoscaler {
  private static final int MOST_PODS_MORE = 4;

  private final ScalingPolicy policy;
  private final ClusterSettings settings;
  private final Deque<Wish> wishes = new ArrayDeque<>();
  private double lastActive = Double.NEGATIVE_INFINITY;
  private int replicas;

  private record Wish(double second, int replicas) {}

  Autoscaler(ScalingPolicy policy, ClusterSettings settings) {
    this.policy = policy;
    this.settings = settings;
  }

  /** How many replicas there are to be; called once for each second. */
  int replicas(double now, Collection<Waiting> waiting) {
    if (now % settings.activitySeconds() == 0 || now % settings.pollSeconds() == 0) {
      activity(now, policy.active(waiting));
    }
    if (replicas > 0 && now % settings.syncSeconds() == 0) {
      sync(now, policy.metric(waiting));
    }
    return replicas;
  }

  private void activity(double now, boolean active) {
    if (active) {
      lastActive = now;
      replicas = Math.max(1, replicas);
    } else if (now - lastActive >= settings.cooldownSeconds()) {
      replicas = 0;
      wishes.clear();
    }
  }

  private void sync(double now, double metric) {
    double ratio = metric / (policy.target() * replicas);
    int wish =
        Math.abs(ratio - 1) <= settings.tolerance()
            ? replicas
            : (int) Math.ceil(metric / policy.target());
    wish = Math.max(1, Math.min(settings.maxReplicas(), wish));
    wishes.addLast(new Wish(now, wish));
    while (wishes.peekFirst().second() < now - settings.stabilisationSeconds()) {
      wishes.removeFirst();
    }
    int largest = wishes.stream().mapToInt(Wish::replicas).max().orElse(wish);
    if (wish > replicas) {
      replicas = Math.min(wish, Math.max(replicas + MOST_PODS_MORE, 2 * replicas));
    } else if (largest < replicas) {
      replicas = largest;
    }
  }
}
