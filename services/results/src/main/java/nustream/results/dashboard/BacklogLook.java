package nustream.results.dashboard;

import externalscaler.ExternalScalerGrpc;
import externalscaler.GetMetricsRequest;
import externalscaler.MetricValue;
import externalscaler.ScaledObjectRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The work that waits for each worker or is in its hands, in seconds of one of its threads: what
 * campaigns tells KEDA, asked for as KEDA asks.
 */
@ApplicationScoped
class BacklogLook {
  private static final String METRIC = "gpu_backlog_seconds";

  /** Workers whose work campaigns knows the cost of, in the order of the stream. */
  private static final List<Peer> WORKERS = List.of(Peer.SAMPLER, Peer.SIMULATOR, Peer.CLASSIFIER);

  private final Peers peers;

  @Inject
  BacklogLook(Peers peers) {
    this.peers = peers;
  }

  /** What waits for a worker. */
  record Backlog(String worker, double seconds) {}

  /**
   * Of every worker.
   *
   * @throws PeerException when campaigns does not answer, or Kafka does not tell it
   */
  List<Backlog> now() {
    return WORKERS.stream()
        .map(worker -> new Backlog(worker.service(), seconds(worker.service())))
        .toList();
  }

  private double seconds(String worker) {
    GetMetricsRequest request =
        GetMetricsRequest.newBuilder()
            .setMetricName(METRIC)
            .setScaledObjectRef(
                ScaledObjectRef.newBuilder()
                    .setName("dashboard")
                    .putScalerMetadata("worker", worker))
            .build();
    return peers
        .ask(
            Peer.CAMPAIGNS,
            ExternalScalerGrpc::newBlockingStub,
            scaler -> scaler.getMetrics(request))
        .getMetricValuesList()
        .stream()
        .mapToDouble(MetricValue::getMetricValueFloat)
        .sum();
  }
}
