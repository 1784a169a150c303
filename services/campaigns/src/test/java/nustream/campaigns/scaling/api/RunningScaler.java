package nustream.campaigns.scaling.api;

import externalscaler.ExternalScalerGrpc;
import externalscaler.ExternalScalerGrpc.ExternalScalerBlockingStub;
import externalscaler.ExternalScalerGrpc.ExternalScalerStub;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.scaling.ScalingConfig;
import nustream.campaigns.scaling.ScalingConfigs;
import nustream.campaigns.scaling.stream.Backlogs;
import nustream.messaging.drain.Drain;
import nustream.messaging.testing.LoopbackChannel;

/** A replica of the scaler on a free loopback port, and a channel to it. */
final class RunningScaler implements AutoCloseable {
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final Drain drain = new Drain(() -> Duration.ofSeconds(5), noChannels());
  private final Backlogs backlogs;
  private final ExternalScalerService service;
  private final Server server;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final ManagedChannel channel;

  /**
   * @param settings of campaigns.scaling, the prefix left out
   */
  RunningScaler(String bootstrapServers, Map<String, String> settings) throws IOException {
    Map<String, String> named = new HashMap<>();
    settings.forEach((name, value) -> named.put("campaigns.scaling." + name, value));
    ScalingConfig config = ScalingConfigs.with(named);
    backlogs = new Backlogs(bootstrapServers, config, metrics);
    service = new ExternalScalerService(backlogs, config, metrics, executor, drain);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(service)
            .build()
            .start();
    channel = LoopbackChannel.to(server.getPort());
  }

  int port() {
    return server.getPort();
  }

  ExternalScalerBlockingStub stub() {
    return ExternalScalerGrpc.newBlockingStub(channel).withDeadlineAfter(120, TimeUnit.SECONDS);
  }

  ExternalScalerStub streams() {
    return ExternalScalerGrpc.newStub(channel);
  }

  double openStreams() {
    return metrics.get("nustream.campaigns.scaling.streams").gauge().value();
  }

  double gauge(String name, String worker) {
    return metrics.get("nustream.campaigns.scaling." + name).tag("worker", worker).gauge().value();
  }

  /** Questions that were put to Kafka. */
  long looks() {
    return metrics.find("nustream.campaigns.scaling.look.seconds").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  double requests(String outcome) {
    return metrics.counter("nustream.campaigns.scaling.requests", "outcome", outcome).count();
  }

  void drain() {
    drain.drain();
  }

  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow();
    if (!channel.awaitTermination(60, TimeUnit.SECONDS)
        || !server.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not stop within a minute");
    }
    service.stop();
    backlogs.close();
    executor.shutdownNow();
  }

  /** A service without channels has nothing to pause when it drains. */
  @SuppressWarnings("unchecked")
  private static Instance<KafkaClientService> noChannels() {
    return (Instance<KafkaClientService>)
        Proxy.newProxyInstance(
            RunningScaler.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isResolvable")) {
                return false;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
