package nustream.campaigns.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
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
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.board.Board;
import nustream.campaigns.jobs.Events;
import nustream.campaigns.jobs.Nodes;
import nustream.campaigns.jobs.Pods;
import nustream.campaigns.jobs.Specs;
import nustream.campaigns.jobs.TrainingBeans;
import nustream.campaigns.v1.CancelTrainingRequest;
import nustream.campaigns.v1.CapacityRequest;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.GetTrainingRequest;
import nustream.campaigns.v1.ListTrainingsRequest;
import nustream.campaigns.v1.StartTrainingRequest;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingLogs;
import nustream.campaigns.v1.TrainingLogsRequest;
import nustream.campaigns.v1.TrainingReason;
import nustream.campaigns.v1.TrainingSpec;
import nustream.campaigns.v1.TrainingState;
import nustream.campaigns.v1.TrainingsGrpc;
import nustream.campaigns.v1.TrainingsGrpc.TrainingsBlockingStub;
import nustream.campaigns.v1.WatchTrainingRequest;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The service on a real port, before an API server that stores what it is told and has no
 * controllers: what those would do, the tests do.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TrainingsServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /** One for all tests, as a client takes long to make. */
  private static KubernetesMockServer api;

  private static KubernetesClient kubectl;
  private static Tunnel tunnel;
  private static KubernetesClient client;

  private final String namespace = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private TrainingBeans beans;
  private Server server;
  private ManagedChannel channel;
  private TrainingsBlockingStub trainings;

  @BeforeAll
  static void open() throws IOException {
    api = ApiServer.start();
    kubectl = api.createClient();
    tunnel = new Tunnel(api.getPort());
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + tunnel.port())
            .withRequestRetryBackoffLimit(1)
            .withWatchReconnectInterval(100)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
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

  private void serve(Map<String, String> settings) throws Exception {
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
    assertTrue(channel.awaitTermination(10, TimeUnit.SECONDS));
    assertTrue(server.awaitTermination(10, TimeUnit.SECONDS));
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

  private void node(Nodes node) {
    kubectl.nodes().resource(node.node()).create();
  }

  private Training start(TrainingSpec.Builder spec) {
    return trainings.start(StartTrainingRequest.newBuilder().setSpec(spec).build());
  }

  private Training get(String id) {
    return trainings.get(GetTrainingRequest.newBuilder().setId(id).build());
  }

  private Job job(String id) {
    return kubectl.batch().v1().jobs().inNamespace(namespace).withName(id).get();
  }

  private void status(String id, JobStatus status) {
    Job job = new JobBuilder(job(id)).withStatus(status).build();
    kubectl.batch().v1().jobs().inNamespace(namespace).resource(job).updateStatus();
  }

  private void pod(String id, Pods pod) {
    kubectl.pods().inNamespace(namespace).resource(pod.ofTraining(id).pod()).create();
  }

  private void warn(Event warning) {
    kubectl.v1().events().inNamespace(namespace).resource(warning).create();
  }

  private static void assertRefused(
      Status.Code code, ErrorWord word, String message, Runnable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call::run);
    assertEquals(word, GrpcErrors.word(refused), refused.toString());
    assertEquals(code, refused.getStatus().getCode());
    assertTrue(
        refused.getStatus().getDescription().contains(message),
        refused.getStatus().getDescription());
  }

  @Test
  void aTrainingIsCreatedOnceAndAnsweredFromThenOn() {
    node(Nodes.of("n", 0, "8", "32Gi"));
    Training created = start(Specs.train(100));
    assertEquals(TrainingState.TRAINING_STATE_PENDING, created.getState());
    Job job = job(created.getId());
    assertEquals(
        "registry/sampler:1",
        job.getSpec().getTemplate().getSpec().getContainers().get(0).getImage());
    String uid = job.getMetadata().getUid();

    status(created.getId(), Pods.status(0, null));
    pod(created.getId(), Pods.of("p", "Running").node("n"));
    Training again = start(Specs.train(100));
    assertEquals(created.getId(), again.getId());
    assertEquals(TrainingState.TRAINING_STATE_RUNNING, again.getState());
    assertEquals(uid, job(created.getId()).getMetadata().getUid(), "never replaced");

    assertRefused(
        Status.Code.ALREADY_EXISTS,
        ErrorWord.ALREADY_EXISTS,
        "other resources (0 GPUs, 2000m, 4096 MiB, 86400 s)",
        () -> start(Specs.train(100).setResources(Specs.resources(0, 0, 8192))));
  }

  @Test
  void ofTwoThatStartTheSameAtOnceBothAreAnswered() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    List<CompletableFuture<Training>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> start(Specs.train(7)), executor));
    }
    String id = calls.get(0).get(60, TimeUnit.SECONDS).getId();
    for (CompletableFuture<Training> call : calls) {
      assertEquals(id, call.get(60, TimeUnit.SECONDS).getId());
    }
    assertEquals(1, kubectl.batch().v1().jobs().inNamespace(namespace).list().getItems().size());
  }

  @Test
  void whatNeverFitsIsRefusedBeforeItIsMade() throws Exception {
    node(Nodes.of("gpu-a", 2, "16", "64Gi").gpuTaint());
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        ErrorWord.NEVER_FITS,
        "spec.resources.gpus is 4; allowed: at most 2 nvidia.com/gpu, which node gpu-a has",
        () -> start(Specs.train(100).setResources(Specs.resources(4, 0, 0))));
    assertEquals(List.of(), kubectl.batch().v1().jobs().inNamespace(namespace).list().getItems());

    serve(Map.of("campaigns.jobs.elastic", "true", "campaigns.jobs.max-gpus", "8"));
    Training taken = start(Specs.train(100).setResources(Specs.resources(4, 0, 0)));
    assertEquals(TrainingState.TRAINING_STATE_PENDING, taken.getState());
  }

  @Test
  void onlySoManyAreUnfinished() throws Exception {
    serve(Map.of("campaigns.jobs.max-unfinished", "1"));
    node(Nodes.of("n", 0, "8", "32Gi"));
    String first = start(Specs.train(1)).getId();
    assertRefused(
        Status.Code.UNAVAILABLE,
        ErrorWord.OVERLOADED,
        "unfinished trainings is 1; allowed: 1",
        () -> start(Specs.train(2)));
    status(first, Pods.status(0, Pods.condition("Complete", "", "")));
    assertFalse(start(Specs.train(2)).getId().equals(first));
  }

  @Test
  void trainingsAreListedNewestFirstAndByState() {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String done = start(Specs.train(1)).getId();
    String waits = start(Specs.train(2)).getId();
    status(done, Pods.status(0, Pods.condition("Complete", "", "")));
    kubectl
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .resource(
            new JobBuilder(job(done))
                .editMetadata()
                .withName("of-somebody-else")
                .withLabels(Map.of())
                .withResourceVersion(null)
                .endMetadata()
                .build())
        .create();
    List<Training> all =
        trainings.list(ListTrainingsRequest.getDefaultInstance()).getTrainingsList();
    assertEquals(2, all.size(), all.toString());
    List<Training> succeeded =
        trainings
            .list(
                ListTrainingsRequest.newBuilder()
                    .setState(TrainingState.TRAINING_STATE_SUCCEEDED)
                    .build())
            .getTrainingsList();
    assertEquals(List.of(done), succeeded.stream().map(Training::getId).toList());
    assertEquals(
        1,
        trainings.list(ListTrainingsRequest.newBuilder().setLimit(1).build()).getTrainingsCount());
    assertEquals(TrainingState.TRAINING_STATE_PENDING, get(waits).getState());
    assertRefused(
        Status.Code.NOT_FOUND,
        ErrorWord.UNKNOWN_TRAINING,
        "of-somebody-else",
        () -> get("of-somebody-else"));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "limit is 101",
        () -> trainings.list(ListTrainingsRequest.newBuilder().setLimit(101).build()));
  }

  @Test
  void cancellingDeletesTheJobAndTheSameMayStartAgain() {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    String uid = job(id).getMetadata().getUid();
    Training was = trainings.cancel(CancelTrainingRequest.newBuilder().setId(id).build());
    assertEquals(TrainingState.TRAINING_STATE_PENDING, was.getState());
    await().atMost(PATIENCE).until(() -> job(id) == null);
    assertRefused(
        Status.Code.NOT_FOUND,
        ErrorWord.UNKNOWN_TRAINING,
        id,
        () -> trainings.cancel(CancelTrainingRequest.newBuilder().setId(id).build()));
    assertEquals(id, start(Specs.train(100)).getId());
    assertFalse(uid.equals(job(id).getMetadata().getUid()));
  }

  private LinkedBlockingQueue<Training> watch(String id, CompletableFuture<Void> end) {
    LinkedBlockingQueue<Training> heard = new LinkedBlockingQueue<>();
    Iterator<Training> states =
        trainings.watch(WatchTrainingRequest.newBuilder().setId(id).build());
    var unused =
        CompletableFuture.runAsync(
            () -> {
              try {
                states.forEachRemaining(heard::add);
                end.complete(null);
              } catch (RuntimeException e) {
                end.completeExceptionally(e);
              }
            },
            executor);
    return heard;
  }

  private static void awaitState(LinkedBlockingQueue<Training> heard, TrainingState state)
      throws InterruptedException {
    Training training;
    do {
      training = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertTrue(training != null, "nothing heard, want " + state);
    } while (training.getState() != state);
  }

  @Test
  void aWatchFollowsATrainingThroughCutConnections() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    CompletableFuture<Void> end = new CompletableFuture<>();
    var heard = watch(id, end);
    awaitState(heard, TrainingState.TRAINING_STATE_PENDING);
    await().atMost(PATIENCE).until(() -> beans.watches().open() == 1);

    pod(id, Pods.of("p", "Running").node("n"));
    awaitState(heard, TrainingState.TRAINING_STATE_RUNNING);

    int before = tunnel.connections();
    tunnel.cut();
    // The list or watch of the Jobs, the pods and the warnings, each on a connection of its own.
    await().atMost(PATIENCE).until(() -> tunnel.connections() >= before + 3);
    status(id, Pods.status(0, Pods.condition("Complete", "", "")));
    awaitState(heard, TrainingState.TRAINING_STATE_SUCCEEDED);
    end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> beans.watches().open() == 0);
  }

  @Test
  void aWatchEndsWhenTheTrainingIsGone() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    CompletableFuture<Void> end = new CompletableFuture<>();
    var heard = watch(id, end);
    awaitState(heard, TrainingState.TRAINING_STATE_PENDING);
    await().atMost(PATIENCE).until(() -> beans.watches().open() == 1);
    trainings.cancel(CancelTrainingRequest.newBuilder().setId(id).build());
    end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    CompletableFuture<Void> unknown = new CompletableFuture<>();
    watch("nothing", unknown);
    Exception refused =
        assertThrows(Exception.class, () -> unknown.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(ErrorWord.UNKNOWN_TRAINING, GrpcErrors.word(refused.getCause()));
  }

  private static final String QUOTA =
      "Error creating: pods \"diffusion-sampler-train-0123456789abcdef-x7k2p\" is forbidden:"
          + " exceeded quota: gpus, requested: requests.nvidia.com/gpu=1, used:"
          + " requests.nvidia.com/gpu=2, limited: requests.nvidia.com/gpu=2";

  @Test
  void aTrainingThatGetsNoPodSaysWhyWherever() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    CompletableFuture<Void> end = new CompletableFuture<>();
    var heard = watch(id, end);
    awaitMessage(heard, "the cluster has made no pod for it");
    await().atMost(PATIENCE).until(() -> beans.watches().open() == 1);

    warn(Events.warning(job(id), "2026-01-01T00:00:05Z", "FailedCreate", QUOTA));
    awaitMessage(heard, "FailedCreate: " + QUOTA);
    Training now = get(id);
    assertEquals(TrainingReason.TRAINING_REASON_NO_POD, now.getReason());
    assertEquals("FailedCreate: " + QUOTA, now.getMessage());
    String brief =
        trainings
            .list(ListTrainingsRequest.getDefaultInstance())
            .getTrainingsList()
            .get(0)
            .getMessage();
    assertTrue(brief.contains("exceeded quota: gpus, requested"), brief);
    assertTrue(brief.length() < QUOTA.length(), brief);
    assertEquals(now.getMessage(), start(Specs.train(100)).getMessage());

    pod(id, Pods.of("p", "Pending").waiting("ContainerCreating", null));
    awaitMessage(heard, "ContainerCreating");
    Pod pod = kubectl.pods().inNamespace(namespace).withName("p").get();
    warn(Events.warning(pod, "2026-01-01T00:00:09Z", "FailedMount", "secret \"s\" not found"));
    awaitMessage(heard, "FailedMount: secret \"s\" not found");
    trainings.cancel(CancelTrainingRequest.newBuilder().setId(id).build());
    end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void awaitMessage(LinkedBlockingQueue<Training> heard, String message)
      throws InterruptedException {
    Training training;
    do {
      training = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertTrue(training != null, "nothing heard, want " + message);
    } while (!training.getMessage().equals(message));
  }

  @Test
  void withoutTheRightToSeeEventsTrainingsAreToldWithoutThem() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    warn(Events.warning(job(id), "2026-01-01T00:00:05Z", "FailedCreate", QUOTA));
    forbid("/events");
    forbid("/events?resourceVersion=0");
    assertEquals("the cluster has made no pod for it", get(id).getMessage());

    CompletableFuture<Void> end = new CompletableFuture<>();
    var heard = watch(id, end);
    awaitMessage(heard, "the cluster has made no pod for it");
    await().atMost(PATIENCE).until(() -> beans.watches().open() == 1);
    status(id, Pods.status(0, Pods.condition("Complete", "", "")));
    awaitState(heard, TrainingState.TRAINING_STATE_SUCCEEDED);
    end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aWatchThatTheClusterRefusesIsRefusedAtOnce() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    forbid("/pods?labelSelector=" + Pods.selector() + "&resourceVersion=0");
    CompletableFuture<Void> end = new CompletableFuture<>();
    watch(id, end);
    Exception refused =
        assertThrows(Exception.class, () -> end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(ErrorWord.CLUSTER_REFUSED, GrpcErrors.word(refused.getCause()));
    assertEquals(0, beans.watches().open());
  }

  private void forbid(String path) {
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

  @Test
  void logsAreOfTheNewestAttempt() {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        ErrorWord.NOT_STARTED,
        "has written nothing yet",
        () -> logs(id, 3, false));
    pod(id, Pods.of("a", "Failed"));
    pod(id, Pods.of("b", "Running").created("2026-01-01T00:05:00Z"));
    log("tailLines=3&limitBytes=16777216", 200, "step=1\nstep=2\n");
    assertEquals(List.of("step=1", "step=2"), logs(id, 3, false));
    log("tailLines=1&limitBytes=1", 200, "s");
    log("tailLines=3&follow=true", 200, "step=3\nstep=4\n");
    assertEquals(List.of("step=3", "step=4"), logs(id, 3, true));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "tail_lines is 10001",
        () -> logs(id, 10_001, false));
  }

  /** What the API answers when it is asked for the log of pod b. */
  private void log(String asked, int code, Object answer) {
    api.expect()
        .get()
        .withPath(
            "/api/v1/namespaces/%s/pods/b/log?pretty=false&container=training&%s"
                .formatted(namespace, asked))
        .andReturn(code, answer)
        .always();
  }

  @Test
  void aLogThatTheNodeDoesNotGiveIsAnErrorAndNoLog() {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    pod(id, Pods.of("b", "Running"));
    var unreachable =
        new io.fabric8.kubernetes.api.model.StatusBuilder()
            .withCode(500)
            .withMessage("Get \"https://n:10250/containerLogs\": connection refused")
            .build();
    for (String asked :
        List.of(
            "tailLines=3&limitBytes=16777216",
            "tailLines=1&limitBytes=1",
            "tailLines=3&follow=true")) {
      log(asked, 500, unreachable);
    }
    for (boolean follow : List.of(false, true)) {
      assertRefused(
          Status.Code.UNAVAILABLE,
          ErrorWord.CLUSTER_UNAVAILABLE,
          "read a log: Get \"https://n:10250/containerLogs\": connection refused",
          () -> logs(id, 3, follow));
    }
  }

  private List<String> logs(String id, int tail, boolean follow) {
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

  @Test
  void capacityIsThatOfAllNamespaces() {
    node(Nodes.of("gpu-a", 4, "16", "64Gi").gpuTaint());
    node(Nodes.of("plain", 0, "16", "64Gi"));
    kubectl
        .pods()
        .inNamespace("others")
        .resource(Pods.of("theirs", "Running").node("gpu-a").gpus(3).pod())
        .create();
    CapacityResponse capacity = trainings.capacity(CapacityRequest.getDefaultInstance());
    assertEquals(4, capacity.getAllocatable());
    assertEquals(3, capacity.getInUse());
    assertEquals(1, capacity.getFree());
    assertEquals(1, capacity.getNodesCount());
  }

  @Test
  void anApiThatRefusesOrIsAwayIsToldAsSuch() throws Exception {
    api.expect()
        .get()
        .withPath("/api/v1/nodes")
        .andReturn(
            403,
            new io.fabric8.kubernetes.api.model.StatusBuilder()
                .withCode(403)
                .withReason("Forbidden")
                .withMessage("nodes is forbidden")
                .build())
        .times(2);
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        ErrorWord.CLUSTER_REFUSED,
        "refused to list nodes (403): nodes is forbidden",
        () -> trainings.capacity(CapacityRequest.getDefaultInstance()));
    Training taken = start(Specs.train(5));
    assertEquals(
        TrainingReason.TRAINING_REASON_NO_POD,
        taken.getReason(),
        "who may not see nodes leaves them to the scheduler");

    tunnel.refuse(true);
    tunnel.cut();
    assertRefused(
        Status.Code.UNAVAILABLE,
        ErrorWord.CLUSTER_UNAVAILABLE,
        "did not answer when asked to get a Job",
        () -> get("diffusion-sampler-train-0000000000000000"));
  }

  @Test
  void withoutAClusterTheAnswerSaysHowItGoesWithout() throws Exception {
    serve(Map.of("campaigns.jobs.enabled", "false"));
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        ErrorWord.NO_CLUSTER,
        "deploy/nustream flavor train",
        () -> start(Specs.train(100)));
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        ErrorWord.NO_CLUSTER,
        "this system has no cluster",
        () -> trainings.capacity(CapacityRequest.getDefaultInstance()));
    assertRefused(
        Status.Code.FAILED_PRECONDITION, ErrorWord.NO_CLUSTER, "", () -> logs("x", 1, false));
  }
}
