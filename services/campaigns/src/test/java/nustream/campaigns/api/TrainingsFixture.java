package nustream.campaigns.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.board.Board;
import nustream.campaigns.jobs.Nodes;
import nustream.campaigns.jobs.Pods;
import nustream.campaigns.jobs.Specs;
import nustream.campaigns.jobs.TrainingBeans;
import nustream.campaigns.v1.GetTrainingRequest;
import nustream.campaigns.v1.StartTrainingRequest;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingLogs;
import nustream.campaigns.v1.TrainingLogsRequest;
import nustream.campaigns.v1.TrainingSpec;
import nustream.campaigns.v1.TrainingsGrpc;
import nustream.campaigns.v1.TrainingsGrpc.TrainingsBlockingStub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * The service on a real port, before an API server that stores what it is told and has no
 * controllers: what those would do, the tests do.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
abstract class TrainingsFixture {
  /** One for all tests, as a client takes long to make. */
  static KubernetesMockServer api;

  static KubernetesClient kubectl;

  static Tunnel tunnel;

  private static KubernetesClient client;

  final String namespace = "test-" + UUID.randomUUID().toString().substring(0, 8);

  final ExecutorService executor = Executors.newCachedThreadPool();

  TrainingBeans beans;

  private Server server;

  private ManagedChannel channel;

  TrainingsBlockingStub trainings;

  @BeforeAll
  static void open() throws IOException {
    api = ApiServer.start();
    kubectl = client(api.getPort());
    tunnel = new Tunnel(api.getPort());
    client = client(tunnel.port());
  }

  /** Waits far longer than an answer takes on a busy machine. */
  private static KubernetesClient client(int port) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + port)
            .withConnectionTimeout(60_000)
            .withRequestTimeout(60_000)
            .withRequestRetryBackoffLimit(1)
            .withWatchReconnectInterval(100)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterAll
  static void close() throws IOException {
    client.close();
    tunnel.close();
    kubectl.close();
    api.destroy();
  }

  @BeforeEach
  void connect() throws Exception {
    serve(Map.of());
  }

  void serve(Map<String, String> settings) throws Exception {
    disconnect();
    Map<String, String> all = new HashMap<>();
    all.put("campaigns.jobs.max-gpus", "8");
    all.put("campaigns.jobs.namespace", namespace);
    all.putAll(settings);
    beans = new TrainingBeans(Specs.config(all), "kafka:9092", () -> client, executor);
    Calls calls =
        new Calls(
            new SimpleMeterRegistry(),
            new Board(nustream.campaigns.stream.Configs.with(Map.of())),
            executor);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new TrainingsService(beans, calls, executor))
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    trainings = TrainingsGrpc.newBlockingStub(channel);
  }

  private void disconnect() throws Exception {
    if (server == null) {
      return;
    }
    channel.shutdownNow();
    server.shutdownNow();
    assertTrue(channel.awaitTermination(60, TimeUnit.SECONDS));
    assertTrue(server.awaitTermination(60, TimeUnit.SECONDS));
    beans.close();
  }

  @AfterEach
  void stop() throws Exception {
    tunnel.refuse(false);
    disconnect();
    executor.shutdownNow();
    // Nodes have no namespace.
    kubectl.nodes().delete();
  }

  void node(Nodes node) {
    kubectl.nodes().resource(node.node()).create();
  }

  Training start(TrainingSpec.Builder spec) {
    return trainings.start(StartTrainingRequest.newBuilder().setSpec(spec).build());
  }

  Training get(String id) {
    return trainings.get(GetTrainingRequest.newBuilder().setId(id).build());
  }

  Job job(String id) {
    return kubectl.batch().v1().jobs().inNamespace(namespace).withName(id).get();
  }

  void status(String id, JobStatus status) {
    Job job = new JobBuilder(job(id)).withStatus(status).build();
    kubectl.batch().v1().jobs().inNamespace(namespace).resource(job).updateStatus();
  }

  void pod(String id, Pods pod) {
    kubectl.pods().inNamespace(namespace).resource(pod.ofTraining(id).pod()).create();
  }

  void warn(Event warning) {
    kubectl.v1().events().inNamespace(namespace).resource(warning).create();
  }

  void forbid(String path) {
    api.expect()
        .get()
        .withPath("/api/v1/namespaces/" + namespace + path)
        .andReturn(
            403,
            new io.fabric8.kubernetes.api.model.StatusBuilder()
                .withCode(403)
                .withReason("Forbidden")
                .withMessage("it is forbidden")
                .build())
        .always();
  }

  List<String> logs(String id, int tail, boolean follow) {
    List<String> lines = new ArrayList<>();
    Iterator<TrainingLogs> parts =
        trainings.logs(
            TrainingLogsRequest.newBuilder()
                .setId(id)
                .setTailLines(tail)
                .setFollow(follow)
                .build());
    parts.forEachRemaining(part -> lines.addAll(part.getLinesList()));
    return lines;
  }
}
