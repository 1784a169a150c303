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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
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

  private List<Event> events = List.of();

  private static void assertIs(
      TrainingState state, TrainingReason reason, String message, Training training) {
    assertEquals(state, training.getState(), training.toString());
    assertEquals(reason, training.getReason(), training.toString());
    assertTrue(training.getMessage().contains(message), training.getMessage());
  }

  private Training with(Pod... pods) {
    return TrainingStatus.of(job, List.of(pods), warnings());
  }

  private Warnings warnings() {
    return about -> Warnings.about(about, events.stream());
  }

  private void warned(Event... warnings) {
    events = List.of(warnings);
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
  void theNewestWarningAboutTheJobSaysWhyThereIsNoPod() {
    job.getMetadata().setUid("job-2");
    Event quota =
        Events.warning(job, "2026-01-01T00:00:05Z", "FailedCreate", "exceeded quota: gpus");
    Job before = new JobBuilder(job).editMetadata().withUid("job-1").endMetadata().build();
    warned(
        quota,
        Events.warning(job, "2026-01-01T00:00:04Z", "FailedCreate", "no account"),
        Events.warning(before, "2026-01-01T00:00:09Z", "FailedCreate", "of the one before"),
        new EventBuilder(quota)
            .withType("Normal")
            .withLastTimestamp("2026-01-01T00:00:08Z")
            .withMessage("no warning")
            .build());
    Training training = with();
    assertIs(TRAINING_STATE_PENDING, TRAINING_REASON_NO_POD, "", training);
    assertEquals("FailedCreate: exceeded quota: gpus", training.getMessage());
  }

  @Test
  void aJobWithoutUidHasNoWarnings() {
    warned(Events.warning(job, "2026-01-01T00:00:05Z", "FailedCreate", "of nobody"));
    assertIs(TRAINING_STATE_PENDING, TRAINING_REASON_NO_POD, "made no pod", with());
  }

  @Test
  void aContainerHeldBackByItsVolumesIsExplainedByThePodsWarning() {
    Pod pod = Pods.of("p", "Pending").waiting("ContainerCreating", null).pod();
    pod.getMetadata().setUid("pod-1");
    warned(
        Events.warning(pod, "2026-01-01T00:00:02Z", "FailedMount", "secret \"s\" not found"),
        Events.series(
            pod, "2026-01-01T00:00:01Z", "2026-01-01T00:00:03Z", "FailedScheduling", "no room"));
    Training training = with(pod);
    assertIs(TRAINING_STATE_PENDING, TRAINING_REASON_STARTING, "", training);
    assertEquals("FailedMount: secret \"s\" not found", training.getMessage());
  }

  @Test
  void repetitionsCountedInASeriesMakeAWarningNewer() {
    job.getMetadata().setUid("job-1");
    warned(
        Events.series(
            job, "2026-01-01T00:00:01.000001Z", "2026-01-01T00:00:09.000001Z", "A", "again"),
        Events.warning(job, "2026-01-01T00:00:05Z", "B", "once"));
    assertEquals("A: again", with().getMessage());
  }

  @Test
  void whoRunsIsNotAskedForWarnings() {
    Training training =
        TrainingStatus.of(
            job,
            List.of(Pods.of("p", "Running").pod()),
            about -> {
              throw new AssertionError("asked for " + about);
            });
    assertEquals(TRAINING_STATE_RUNNING, training.getState());
  }

  @Test
  void anAttemptThatGetsNoPodSaysSoAfterTheOneBefore() {
    job.setStatus(Pods.status(0, null));
    job.getMetadata().setUid("job-1");
    Pod evicted =
        Pods.of("p", "Failed")
            .created("2026-01-01T00:05:00Z")
            .condition("DisruptionTarget", "True", "EvictionByEvictionAPI", "drain")
            .pod();
    warned(Events.warning(job, "2026-01-01T00:04:59Z", "FailedCreate", "exceeded quota: a"));
    Training follows = with(evicted);
    assertIs(TRAINING_STATE_PENDING, TRAINING_REASON_EVICTED, "attempt follows", follows);
    assertFalse(follows.getMessage().contains("quota"), follows.getMessage());

    warned(Events.warning(job, "2026-01-01T00:06:00Z", "FailedCreate", "exceeded quota: b"));
    assertIs(
        TRAINING_STATE_PENDING,
        TRAINING_REASON_EVICTED,
        "drain; the next attempt has no pod: FailedCreate: exceeded quota: b",
        with(evicted));
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
        "it ran longer than its max_seconds of 86400",
        with(Pods.of("p", "Failed").terminated(143, "Error", "").pod()));
    assertIs(
        TRAINING_STATE_FAILED,
        TRAINING_REASON_OUT_OF_TIME,
        "it was not done within its max_seconds of 86400, waiting included",
        with());
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
