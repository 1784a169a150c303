package nustream.campaigns.jobs;

import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_NO_POD;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_OTHER;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_OUT_OF_TIME;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_CANCELLING;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_FAILED;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_PENDING;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_RUNNING;
import static nustream.campaigns.v1.TrainingState.TRAINING_STATE_SUCCEEDED;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingReason;
import nustream.campaigns.v1.TrainingState;

/**
 * How far a training is, as its Job, the Job's pods and the warnings about them say. A function of
 * them alone, so that every replica answers the same.
 */
final class TrainingStatus {
  private static final String DEADLINE = "DeadlineExceeded";
  private static final JobStatus NONE = new JobStatus();

  private TrainingStatus() {}

  /**
   * The training.
   *
   * @param pods of this Job, in any order
   * @param warnings asked only where Job and pods do not say why it waits
   */
  static Training of(Job job, List<Pod> pods, Warnings warnings) {
    JobStatus status = job.getStatus() == null ? NONE : job.getStatus();
    List<Pod> oldestFirst = pods.stream().sorted(Comparator.comparing(PodNews::created)).toList();
    Training.Builder training = described(job, status);
    newest(oldestFirst)
        .map(pod -> pod.getSpec() == null ? null : pod.getSpec().getNodeName())
        .ifPresent(training::setNode);
    if (job.getMetadata().getDeletionTimestamp() != null) {
      return training.setState(TRAINING_STATE_CANCELLING).build();
    }
    Optional<JobCondition> complete = condition(status, "Complete");
    if (complete.isPresent()) {
      String ended =
          status.getCompletionTime() == null
              ? complete.get().getLastTransitionTime()
              : status.getCompletionTime();
      return training.setState(TRAINING_STATE_SUCCEEDED).setEndedAtMs(millis(ended)).build();
    }
    Optional<JobCondition> failed = condition(status, "Failed");
    if (failed.isPresent()) {
      training
          .setState(TRAINING_STATE_FAILED)
          .setEndedAtMs(millis(failed.get().getLastTransitionTime()));
      return told(training, whyFailed(failed.get(), job, oldestFirst)).build();
    }
    return unfinished(training, job, oldestFirst, warnings).build();
  }

  /** Whether nothing more happens to it. */
  static boolean ended(TrainingState state) {
    return state == TRAINING_STATE_SUCCEEDED || state == TRAINING_STATE_FAILED;
  }

  private static Training.Builder described(Job job, JobStatus status) {
    Container container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    return Training.newBuilder()
        .setId(job.getMetadata().getName())
        .setSpec(TrainingJob.spec(job))
        .setCreatedAtMs(millis(job.getMetadata().getCreationTimestamp()))
        .setStartedAtMs(millis(status.getStartTime()))
        .setFailedAttempts(status.getFailed() == null ? 0 : status.getFailed())
        .setMaxFailedAttempts(
            job.getSpec().getBackoffLimit() == null ? 0 : job.getSpec().getBackoffLimit())
        .setImage(container.getImage())
        .addAllWords(container.getArgs())
        .setStartedBy(TrainingJob.startedBy(job));
  }

  private static Training.Builder unfinished(
      Training.Builder training, Job job, List<Pod> pods, Warnings warnings) {
    Optional<Pod> live = newest(pods.stream().filter(pod -> !PodNews.over(pod)).toList());
    if (live.isPresent()) {
      return PodNews.running(live.get())
          ? training.setState(TRAINING_STATE_RUNNING)
          : told(
              training.setState(TRAINING_STATE_PENDING), PodNews.whyWaiting(live.get(), warnings));
    }
    training.setState(TRAINING_STATE_PENDING);
    Optional<Pod> last = newest(pods);
    if (last.isEmpty()) {
      return told(
          training,
          new PodNews.Why(
              TRAINING_REASON_NO_POD,
              Warnings.newest(warnings.about(job).stream())
                  .orElse("the cluster has made no pod for it")));
    }
    PodNews.Why why = PodNews.whyOver(last.get());
    String next =
        Warnings.newest(
                warnings.about(job).stream()
                    .filter(event -> Warnings.time(event).toEpochMilli() > created(last.get())))
            .map(warning -> "; the next attempt has no pod: " + warning)
            .orElse("; the next attempt follows");
    return told(training, new PodNews.Why(why.reason(), why.message() + next));
  }

  private static long created(Pod pod) {
    return millis(pod.getMetadata().getCreationTimestamp());
  }

  private static PodNews.Why whyFailed(JobCondition failed, Job job, List<Pod> pods) {
    if (DEADLINE.equals(failed.getReason())) {
      return new PodNews.Why(TRAINING_REASON_OUT_OF_TIME, outOfTime(job, pods));
    }
    String jobs = text(failed.getReason()) + ": " + text(failed.getMessage());
    return newest(pods.stream().filter(PodNews::over).toList())
        .map(PodNews::whyOver)
        .map(why -> new PodNews.Why(why.reason(), why.message() + " (" + jobs + ")"))
        .orElse(new PodNews.Why(TRAINING_REASON_OTHER, jobs));
  }

  /** The deadline counts from the start, so a training that had to wait may never have run. */
  private static String outOfTime(Job job, List<Pod> pods) {
    String deadline = "max_seconds of " + job.getSpec().getActiveDeadlineSeconds();
    return pods.isEmpty()
        ? "it was not done within its " + deadline + ", waiting included"
        : "it ran longer than its " + deadline;
  }

  private static Training.Builder told(Training.Builder training, PodNews.Why why) {
    TrainingReason reason = why.reason();
    return training.setReason(reason).setMessage(why.message());
  }

  private static Optional<Pod> newest(List<Pod> oldestFirst) {
    return oldestFirst.isEmpty()
        ? Optional.empty()
        : Optional.of(oldestFirst.get(oldestFirst.size() - 1));
  }

  private static Optional<JobCondition> condition(JobStatus status, String type) {
    return status.getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .findFirst();
  }

  /** Kubernetes writes whole seconds; nothing, or what is no time, is 0. */
  private static long millis(String time) {
    try {
      return time == null ? 0 : Instant.parse(time).toEpochMilli();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  private static String text(String maybe) {
    return maybe == null ? "" : maybe;
  }
}
