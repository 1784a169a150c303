package nustream.campaigns.api;

import static nustream.campaigns.Refusals.assertRefused;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.jobs.Nodes;
import nustream.campaigns.jobs.Pods;
import nustream.campaigns.jobs.Specs;
import nustream.campaigns.v1.CancelTrainingRequest;
import nustream.campaigns.v1.CapacityRequest;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.ListTrainingsRequest;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingReason;
import nustream.campaigns.v1.TrainingState;
import nustream.messaging.errors.ErrorWord;
import org.junit.jupiter.api.Test;

/** Trainings are started, told of and cancelled. */
class TrainingsServiceTest extends TrainingsFixture {
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
    await().until(() -> job(id) == null);
    assertRefused(
        Status.Code.NOT_FOUND,
        ErrorWord.UNKNOWN_TRAINING,
        id,
        () -> trainings.cancel(CancelTrainingRequest.newBuilder().setId(id).build()));
    assertEquals(id, start(Specs.train(100)).getId());
    assertFalse(uid.equals(job(id).getMetadata().getUid()));
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
