package nustream.results.dashboard;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nustream.messaging.client.Authority;
import nustream.messaging.client.BearerToken;
import nustream.messaging.client.ServiceAccess;
import nustream.messaging.client.ServiceAddress;
import nustream.messaging.edge.EdgeConfig;
import org.jboss.logging.Logger;

/**
 * Channels to the other services. As at the edge, what leaves this machine is encrypted, or the
 * operator has said why it need not be. Thread-safe.
 */
@ApplicationScoped
public class Peers {
  private static final Logger LOG = Logger.getLogger(Peers.class);
  private static final String PREFIX = "results.dashboard.";

  /** Maps of 256^2 pixels are 256 KiB, and messages of this project stay near that. */
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  private final Map<Peer, ServiceAddress> addresses = new EnumMap<>(Peer.class);
  private final Map<Peer, ManagedChannel> channels = new EnumMap<>(Peer.class);
  private final Map<Peer, String> refusals = new ConcurrentHashMap<>();
  private final DashboardConfig config;
  private final ServiceAccess access;
  private final ScheduledExecutorService certificates =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread named = new Thread(task, "dashboard-certificates");
            named.setDaemon(true);
            return named;
          });

  /**
   * {@link IllegalArgumentException} or {@link IllegalStateException}: the service must not run.
   */
  @Inject
  public Peers(DashboardConfig config, EdgeConfig edge) {
    this.config = config;
    this.access =
        new ServiceAccess(
            config.ca().map(file -> Authority.of(PREFIX + "ca", file)),
            config
                .tokenFile()
                .map(file -> BearerToken.in(PREFIX + "token-file", file, edge.reloadInterval())));
    put(Peer.SAMPLER, "sampler-address", config.samplerAddress(), edge);
    put(Peer.FILTER, "filter-address", config.filterAddress(), edge);
    put(Peer.CAMPAIGNS, "campaigns-address", config.campaignsAddress(), edge);
    put(Peer.SIMULATOR, "simulator-address", config.simulatorAddress(), edge);
    put(Peer.CLASSIFIER, "classifier-address", config.classifierAddress(), edge);
    access.authority().ifPresent(authority -> authority.follow(certificates));
  }

  private void put(Peer peer, String setting, String text, EdgeConfig edge) {
    ServiceAddress address = ServiceAddress.parse(PREFIX + setting, text);
    boolean open = edge.openBecause().map(String::strip).filter(w -> !w.isEmpty()).isPresent();
    if (address.exposed() && (access.token().isPresent() || !open)) {
      throw new IllegalStateException(
          "%s%s = %s, where others can listen in. Want https://%s; or, without a token, say in nustream.edge.open-because why it may be open"
              .formatted(PREFIX, setting, text, address));
    }
    addresses.put(peer, address);
  }

  /** A service that must not run does not begin to. */
  void start(@Observes StartupEvent event) {
    LOG.debugf("dashboard=ready peers=%s", addresses);
  }

  ServiceAddress address(Peer peer) {
    return addresses.get(peer);
  }

  ServiceAccess access() {
    return access;
  }

  /** Why a peer let the last call not in; empty when it did, or was not called. */
  Optional<String> refusal(Peer peer) {
    return Optional.ofNullable(refusals.get(peer));
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
      T answer = question.apply(deadlined);
      refusals.remove(peer);
      return answer;
    } catch (StatusRuntimeException e) {
      PeerException told = new PeerException(peer, address(peer), limit, e);
      if (told.shut()) {
        refusals.put(peer, told.getMessage());
      } else {
        refusals.remove(peer);
      }
      throw told;
    }
  }

  private synchronized Channel channel(Peer peer) {
    ManagedChannel channel =
        channels.computeIfAbsent(
            peer, p -> access.channel(address(p)).maxInboundMessageSize(MAX_MESSAGE_BYTES).build());
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      // Otherwise a service that was away is tried again only after up to two minutes.
      channel.resetConnectBackoff();
    }
    return channel;
  }

  @PreDestroy
  synchronized void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    certificates.shutdownNow();
  }
}
