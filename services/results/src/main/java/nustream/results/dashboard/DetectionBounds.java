package nustream.results.dashboard;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nustream.lensing.v1.DetectionBoundRequest;
import nustream.lensing.v1.DetectionBoundResponse;
import nustream.lensing.v1.MapSimulatorGrpc;

/**
 * Bounds of the best classifier, asked of the simulator one at a time and kept. A universe that it
 * has not seen takes it some seconds, so who asks before is told to ask again. Thread-safe.
 */
@ApplicationScoped
class DetectionBounds {
  /** Of 200 bytes each. */
  private static final int KEPT = 200;

  private final Peers peers;
  private final Map<DetectionBoundRequest, CompletableFuture<DetectionBoundResponse>> known =
      new LinkedHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread asking = new Thread(task, "bounds");
            asking.setDaemon(true);
            return asking;
          });

  @Inject
  DetectionBounds(Peers peers) {
    this.peers = peers;
  }

  /**
   * The bound; empty while it is computed.
   *
   * @throws PeerException once, when the simulator had none; the next call asks it again
   */
  synchronized Optional<DetectionBoundResponse> of(DetectionBoundRequest request) {
    CompletableFuture<DetectionBoundResponse> asked = known.get(request);
    if (asked == null) {
      if (known.size() >= KEPT) {
        known.remove(known.keySet().iterator().next());
      }
      asked = CompletableFuture.supplyAsync(() -> ask(request), thread);
      known.put(request, asked);
    }
    if (!asked.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(asked.join());
    } catch (CompletionException e) {
      known.remove(request);
      if (e.getCause() instanceof PeerException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private DetectionBoundResponse ask(DetectionBoundRequest request) {
    return peers.compute(
        Peer.SIMULATOR, MapSimulatorGrpc::newBlockingStub, stub -> stub.detectionBound(request));
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
