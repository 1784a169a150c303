package nustream.campaigns.api;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.jobs.Events;
import nustream.campaigns.jobs.Nodes;
import nustream.campaigns.jobs.Pods;
import nustream.campaigns.jobs.Specs;
import nustream.campaigns.v1.CancelTrainingRequest;
import nustream.campaigns.v1.ListTrainingsRequest;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingReason;
import nustream.campaigns.v1.TrainingState;
import nustream.campaigns.v1.WatchTrainingRequest;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.Patience;
import org.junit.jupiter.api.Test;

/** Watches of trainings hear of every change, whatever becomes of connections and rights. */
class WatchedTrainingsTest extends TrainingsFixture {
  private static final String QUOTA =
      "Error creating: pods \"diffusion-sampler-train-0123456789abcdef-x7k2p\" is forbidden:"
          + " exceeded quota: gpus, requested: requests.nvidia.com/gpu=1, used:"
          + " requests.nvidia.com/gpu=2, limited: requests.nvidia.com/gpu=2";

  @Test
  void aWatchFollowsATrainingThroughCutConnections() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    CompletableFuture<Void> end = new CompletableFuture<>();
    var heard = watch(id, end);
    awaitState(heard, TrainingState.TRAINING_STATE_PENDING);
    await().until(() -> beans.watches().open() == 1);

    pod(id, Pods.of("p", "Running").node("n"));
    awaitState(heard, TrainingState.TRAINING_STATE_RUNNING);

    int before = tunnel.connections();
    tunnel.cut();
    // The list or watch of the Jobs, the pods and the warnings, each on a connection of its own.
    await().until(() -> tunnel.connections() >= before + 3);
    status(id, Pods.status(0, Pods.condition("Complete", "", "")));
    awaitState(heard, TrainingState.TRAINING_STATE_SUCCEEDED);
    end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    await().until(() -> beans.watches().open() == 0);
  }

  @Test
  void aWatchEndsWhenTheTrainingIsGone() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    CompletableFuture<Void> end = new CompletableFuture<>();
    var heard = watch(id, end);
    awaitState(heard, TrainingState.TRAINING_STATE_PENDING);
    await().until(() -> beans.watches().open() == 1);
    trainings.cancel(CancelTrainingRequest.newBuilder().setId(id).build());
    end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    CompletableFuture<Void> unknown = new CompletableFuture<>();
    watch("nothing", unknown);
    Exception refused =
        assertThrows(
            Exception.class, () -> unknown.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    assertEquals(ErrorWord.UNKNOWN_TRAINING, GrpcErrors.word(refused.getCause()));
  }

  @Test
  void aTrainingThatGetsNoPodSaysWhyWherever() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    CompletableFuture<Void> end = new CompletableFuture<>();
    var heard = watch(id, end);
    awaitMessage(heard, "the cluster has made no pod for it");
    await().until(() -> beans.watches().open() == 1);

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
    end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
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
    await().until(() -> beans.watches().open() == 1);
    status(id, Pods.status(0, Pods.condition("Complete", "", "")));
    awaitState(heard, TrainingState.TRAINING_STATE_SUCCEEDED);
    end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aWatchThatTheClusterRefusesIsRefusedAtOnce() throws Exception {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    forbid("/pods?labelSelector=" + Pods.selector() + "&resourceVersion=0");
    CompletableFuture<Void> end = new CompletableFuture<>();
    watch(id, end);
    Exception refused =
        assertThrows(Exception.class, () -> end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    assertEquals(ErrorWord.CLUSTER_REFUSED, GrpcErrors.word(refused.getCause()));
    assertEquals(0, beans.watches().open());
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
      training = heard.poll(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
      assertTrue(training != null, "nothing heard, want " + state);
    } while (training.getState() != state);
  }

  private static void awaitMessage(LinkedBlockingQueue<Training> heard, String message)
      throws InterruptedException {
    Training training;
    do {
      training = heard.poll(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
      assertTrue(training != null, "nothing heard, want " + message);
    } while (!training.getMessage().equals(message));
  }
}
