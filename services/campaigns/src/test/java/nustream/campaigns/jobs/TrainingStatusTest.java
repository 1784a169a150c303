package nustream.campaigns.jobs;

import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_COMMAND_FAILED;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_EVICTED;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_IMAGE_UNAVAILABLE;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_NOT_STARTABLE;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_NO_POD;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_OTHER;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_OUT_OF_MEMORY;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_OUT_OF_TIME;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_STARTING;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_UNSCHEDULABLE;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_UNSPECIFIED;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_CANCELLING;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_FAILED;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_PENDING;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_RUNNING;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_SUCCEEDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingReason;
import nustream.campaigns.v1.TrainingState;
import org.junit.jupiter.api.Test;

class TrainingStatusTest {
  private static final JobsConfig CONFIG = Specs.config(Map.of());

  private final Job job =
      new TrainingJob(CONFIG, "kafka:9092")
          .of(new TrainingRules(CONFIG).complete(Specs.train(100).build()), "image:1", "alice");

  private static void assertIs(
      TrainingState state, TrainingReason reason, String message, Training training) {
    assertEquals(state, training.getState(), training.toString());
    assertEquals(reason, training.getReason(), training.toString());
    assertTrue(training.getMessage().contains(message), training.getMessage());
  }

  private Training with(Pod... pods) {
    return TrainingStatus.of(job, List.of(pods));
  }

  @Test
  void aNewTrainingHasNoPod() {
    Training training = with();
    assertIs(TRAINING_STATE_PENDING, TRAINING_REASON_NO_POD, "no pod", training);
    assertEquals(job.getMetadata().getName(), training.getId());
    assertEquals("seesaw-small", training.getSpec().getModel());
    assertEquals(3, training.getMaxFailedAttempts());
    assertEquals("image:1", training.getImage());
    assertEquals("train", training.getWords(0));
    assertEquals("alice", training.getStartedBy());
    assertEquals(0, training.getEndedAtMs());
  }

  @Test
  void aWaitingPodSaysWhy() {
    assertIs(
        TRAINING_STATE_PENDING,
        TRAINING_REASON_UNSCHEDULABLE,
        "0/3 nodes are available: 3 Insufficient nvidia.com/gpu",
        with(
            Pods.of("p", "Pending")
                .unschedulable("0/3 nodes are available: 3 Insufficient nvidia.com/gpu.")
                .pod()));
    assertIs(
        TRAINING_STATE_PENDING,
        TRAINING_REASON_STARTING,
        "ContainerCreating",
        with(Pods.of("p", "Pending").waiting("ContainerCreating", null).pod()));
    assertIs(
        TRAINING_STATE_PENDING,
        TRAINING_REASON_IMAGE_UNAVAILABLE,
        "ImagePullBackOff: Back-off pulling image \"x\"",
        with(
            Pods.of("p", "Pending")
                .waiting("ImagePullBackOff", "Back-off pulling image \"x\"")
                .pod()));
    assertIs(
        TRAINING_STATE_PENDING,
        TRAINING_REASON_NOT_STARTABLE,
        "secret \"s\" not found",
        with(
            Pods.of("p", "Pending")
                .waiting("CreateContainerConfigError", "secret \"s\" not found")
                .pod()));
    assertIs(
        TRAINING_STATE_PENDING, TRAINING_REASON_STARTING, "", with(Pods.of("p", "Pending").pod()));
  }

  @Test
  void aRunningPodIsARunningTraining() {
    job.setStatus(Pods.status(0, null));
    Training training = with(Pods.of("p", "Running").node("gpu-a").pod());
    assertIs(TRAINING_STATE_RUNNING, TRAINING_REASON_UNSPECIFIED, "", training);
    assertEquals("gpu-a", training.getNode());
    assertEquals(Instant.parse(Pods.STARTED).toEpochMilli(), training.getStartedAtMs());
  }

  @Test
  void betweenTwoAttemptsTheFirstOneSaysWhy() {
    job.setStatus(Pods.status(1, null));
    Pod killed = Pods.of("a", "Failed").terminated(137, "OOMKilled", "").pod();
    Training waits = with(killed);
    assertIs(TRAINING_STATE_PENDING, TRAINING_REASON_OUT_OF_MEMORY, "the next attempt", waits);
    assertEquals(1, waits.getFailedAttempts());
    assertIs(
        TRAINING_STATE_RUNNING,
        TRAINING_REASON_UNSPECIFIED,
        "",
        with(Pods.of("b", "Running").created("2026-01-01T00:05:00Z").pod(), killed));
  }

  @Test
  void anEvictedPodIsNoFailureOfTheCommand() {
    assertIs(
        TRAINING_STATE_PENDING,
        TRAINING_REASON_EVICTED,
        "PreemptionByScheduler",
        with(
            Pods.of("p", "Failed")
                .terminated(143, "Error", "")
                .condition("DisruptionTarget", "True", "PreemptionByScheduler", "preempting")
                .pod()));
    assertIs(
        TRAINING_STATE_PENDING,
        TRAINING_REASON_EVICTED,
        "low on resource: memory",
        with(
            Pods.of("p", "Failed")
                .reason("Evicted", "The node was low on resource: memory.")
                .pod()));
  }

  @Test
  void anEndIsFinal() {
    job.setStatus(Pods.status(0, Pods.condition("Complete", "", "")));
    Training done = with(Pods.of("p", "Succeeded").terminated(0, "Completed", "").pod());
    assertIs(TRAINING_STATE_SUCCEEDED, TRAINING_REASON_UNSPECIFIED, "", done);
    assertEquals(Instant.parse(Pods.ENDED).toEpochMilli(), done.getEndedAtMs());
    assertTrue(TrainingStatus.ended(done.getState()));
  }

  @Test
  void aFailureHasItsCause() {
    job.setStatus(
        Pods.status(4, Pods.condition("Failed", "BackoffLimitExceeded", "Job has reached it")));
    assertIs(
        TRAINING_STATE_FAILED,
        TRAINING_REASON_COMMAND_FAILED,
        "exit code 1: train: batch = 7, allowed 8 (BackoffLimitExceeded",
        with(Pods.of("p", "Failed").terminated(1, "Error", "train: batch = 7, allowed 8\n").pod()));
    assertIs(
        TRAINING_STATE_FAILED,
        TRAINING_REASON_OUT_OF_MEMORY,
        "memory_mib",
        with(Pods.of("p", "Failed").terminated(137, "OOMKilled", "").pod()));
    assertIs(TRAINING_STATE_FAILED, TRAINING_REASON_OTHER, "BackoffLimitExceeded: Job has", with());
  }

  @Test
  void aDeadlineIsTheTrainingsOwn() {
    job.setStatus(
        Pods.status(0, Pods.condition("Failed", "DeadlineExceeded", "Job was active too long")));
    assertIs(
        TRAINING_STATE_FAILED,
        TRAINING_REASON_OUT_OF_TIME,
        "max_seconds of 86400",
        with(Pods.of("p", "Failed").terminated(143, "Error", "").pod()));
  }

  @Test
  void aJobThatGoesIsCancelling() {
    job.getMetadata().setDeletionTimestamp(Pods.ENDED);
    assertIs(
        TRAINING_STATE_CANCELLING,
        TRAINING_REASON_UNSPECIFIED,
        "",
        with(Pods.of("p", "Running").pod()));
  }

  @Test
  void longLastWordsKeepTheirEnd() {
    job.setStatus(Pods.status(4, Pods.condition("Failed", "BackoffLimitExceeded", "")));
    Training training =
        with(Pods.of("p", "Failed").terminated(1, "Error", "x".repeat(5000) + "the end").pod());
    assertTrue(training.getMessage().length() <= 2003, "" + training.getMessage().length());
    assertTrue(training.getMessage().contains("the end"));
  }
}
