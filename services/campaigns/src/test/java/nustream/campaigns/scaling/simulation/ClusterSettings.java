package nustream.campaigns.scaling.simulation;

/**
 * How the cluster behaves; the defaults are those of KEDA and Kubernetes.
 *
 * @param coldStartSeconds from the decision to start a replica until it takes work
 * @param activitySeconds how often an activity stream looks
 * @param pollSeconds pollingInterval of the ScaledObject
 * @param cooldownSeconds cooldownPeriod of the ScaledObject: without work so long before zero
 * @param syncSeconds how often the HorizontalPodAutoscaler decides
 * @param tolerance deviation of metric / target from the replicas there are that changes nothing
 * @param stabilisationSeconds of its scaling down: the largest wish of so long counts
 * @param maxReplicas most replicas
 * @param rebalanceSeconds for which nothing new is taken after replicas came or went
 * @param graceSeconds that a replica has to finish what it works on
 */
record ClusterSettings(
    double coldStartSeconds,
    double activitySeconds,
    double pollSeconds,
    double cooldownSeconds,
    double syncSeconds,
    double tolerance,
    double stabilisationSeconds,
    int maxReplicas,
    double rebalanceSeconds,
    double graceSeconds) {
  static final ClusterSettings DEFAULT =
      new ClusterSettings(30, 2, 30, 300, 15, 0.1, 300, 16, 3, 20);

  /** Stabilisation and cooldown of a minute. */
  static final ClusterSettings QUICK = new ClusterSettings(30, 2, 30, 60, 15, 0.1, 60, 16, 3, 20);
}
