package nustream.local.grpc;

import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** gRPC channels to the services of a system. */
public final class ServiceChannels implements AutoCloseable {
  /** Four times the size that messages are kept below. */
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  private static final long CLOSE_SECONDS = 2;

  /**
   * A service that is just being restarted is asked again: after 0.25, 0.5, 1 and 2 s at most. Only
   * calls that may be repeated are made through these channels.
   */
  private static final Map<String, ?> RETRY =
      Map.of(
          "methodConfig",
          List.of(
              Map.of(
                  "name",
                  List.of(Map.of()),
                  "retryPolicy",
                  Map.of(
                      "maxAttempts",
                      5.0,
                      "initialBackoff",
                      "0.25s",
                      "maxBackoff",
                      "2s",
                      "backoffMultiplier",
                      2.0,
                      "retryableStatusCodes",
                      List.of("UNAVAILABLE")))));

  private final Endpoints endpoints;
  private final List<ManagedChannel> open = new ArrayList<>();

  public ServiceChannels(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** A channel to the named service. */
  public ManagedChannel to(String service) {
    ManagedChannel channel =
        endpoints
            .channel(service)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .defaultServiceConfig(RETRY)
            .enableRetry()
            .build();
    open.add(channel);
    return channel;
  }

  @Override
  public void close() {
    open.forEach(ManagedChannel::shutdownNow);
    for (ManagedChannel channel : open) {
      try {
        if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
