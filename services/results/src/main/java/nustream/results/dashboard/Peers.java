package nustream.results.dashboard;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Channels to the other services. Thread-safe. */
@ApplicationScoped
public class Peers {
  /** Maps of 256^2 pixels are 256 KiB, and messages of this project stay near that. */
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  private final Map<Peer, String> addresses = new EnumMap<>(Peer.class);
  private final Map<Peer, ManagedChannel> channels = new EnumMap<>(Peer.class);
  private final DashboardConfig config;

  @Inject
  public Peers(DashboardConfig config) {
    this.config = config;
    addresses.put(Peer.SAMPLER, config.samplerAddress());
    addresses.put(Peer.FILTER, config.filterAddress());
    addresses.put(Peer.CAMPAIGNS, config.campaignsAddress());
    addresses.put(Peer.SIMULATOR, config.simulatorAddress());
    addresses.put(Peer.CLASSIFIER, config.classifierAddress());
  }

  /** host:port. */
  String address(Peer peer) {
    return addresses.get(peer);
  }

  /**
   * What a peer answers to a question that needs no computation.
   *
   * @throws PeerException when it refuses or does not answer in time
   */
  <S extends AbstractStub<S>, T> T ask(
      Peer peer, Function<Channel, S> stub, Function<S, T> question) {
    return ask(peer, config.call(), stub, question);
  }

  /** What a peer answers to a question that it has to compute; throws as above. */
  <S extends AbstractStub<S>, T> T compute(
      Peer peer, Function<Channel, S> stub, Function<S, T> question) {
    return ask(peer, config.computation(), stub, question);
  }

  private <S extends AbstractStub<S>, T> T ask(
      Peer peer, Duration limit, Function<Channel, S> stub, Function<S, T> question) {
    S deadlined =
        stub.apply(channel(peer)).withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return question.apply(deadlined);
    } catch (StatusRuntimeException e) {
      throw new PeerException(peer, address(peer), limit, e);
    }
  }

  private synchronized Channel channel(Peer peer) {
    ManagedChannel channel =
        channels.computeIfAbsent(
            peer,
            p ->
                ManagedChannelBuilder.forTarget(address(p))
                    .usePlaintext()
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .build());
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      // Otherwise a service that was away is tried again only after up to two minutes.
      channel.resetConnectBackoff();
    }
    return channel;
  }

  @PreDestroy
  synchronized void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
  }
}
