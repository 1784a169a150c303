package nustream.campaigns.jobs;

import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_COMMAND_FAILED;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_EVICTED;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_IMAGE_UNAVAILABLE;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_NOT_STARTABLE;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_OTHER;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_OUT_OF_MEMORY;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_STARTING;
import static nustream.campaigns.v1.TrainingReason.TRAINING_REASON_UNSCHEDULABLE;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;
import java.util.Set;
import nustream.campaigns.v1.TrainingReason;

/** What one pod of a training says about itself. */
final class PodNews {
  /** Longest sentence of a cause: the kubelet keeps 4 KiB of a container's last words. */
  private static final int MOST_CHARACTERS = 2000;

  private static final Set<String> IMAGE =
      Set.of(
          "ImagePullBackOff",
          "ErrImagePull",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");
  private static final Set<String> CONTAINER =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError",
          "StartError",
          "ContainerCannotRun");

  /** Of the time before it had a node. */
  private static final String SCHEDULING = "FailedScheduling";

  private PodNews() {}

  /** Why a training waits or failed. */
  record Why(TrainingReason reason, String message) {
    Why {
      message =
          message.length() <= MOST_CHARACTERS
              ? message
              : "..." + message.substring(message.length() - MOST_CHARACTERS);
    }
  }

  /** For sorting: RFC 3339 times of one zone sort as texts; then by name. */
  static String created(Pod pod) {
    String time = pod.getMetadata().getCreationTimestamp();
    return (time == null ? "" : time) + " " + pod.getMetadata().getName();
  }

  /** Whether it will not run any more. */
  static boolean over(Pod pod) {
    String phase = phase(pod);
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  static boolean running(Pod pod) {
    return phase(pod).equals("Running");
  }

  /**
   * Why a pod that is not over does not run.
   *
   * @param warnings asked where the pod does not say it itself
   */
  static Why whyWaiting(Pod pod, Warnings warnings) {
    Optional<PodCondition> unscheduled =
        condition(pod, "PodScheduled").filter(it -> "False".equals(it.getStatus()));
    if (unscheduled.isPresent()) {
      return new Why(TRAINING_REASON_UNSCHEDULABLE, text(unscheduled.get().getMessage()));
    }
    ContainerStateWaiting waiting =
        state(pod).map(ContainerState::getWaiting).orElse(new ContainerStateWaiting());
    String word = text(waiting.getReason());
    String sentence = word + (waiting.getMessage() == null ? "" : ": " + waiting.getMessage());
    if (IMAGE.contains(word)) {
      return new Why(TRAINING_REASON_IMAGE_UNAVAILABLE, sentence);
    }
    if (CONTAINER.contains(word)) {
      return new Why(TRAINING_REASON_NOT_STARTABLE, sentence);
    }
    // A volume or a secret that is not there holds a container back without a word in its state.
    return new Why(
        TRAINING_REASON_STARTING,
        Warnings.newest(
                warnings.about(pod).stream().filter(event -> !SCHEDULING.equals(event.getReason())))
            .orElse(sentence));
  }

  /** Why a pod is over that did not succeed. */
  static Why whyOver(Pod pod) {
    Optional<PodCondition> disrupted =
        condition(pod, "DisruptionTarget").filter(it -> "True".equals(it.getStatus()));
    if (disrupted.isPresent()) {
      return new Why(
          TRAINING_REASON_EVICTED,
          text(disrupted.get().getReason()) + ": " + text(disrupted.get().getMessage()));
    }
    String podReason = pod.getStatus() == null ? "" : text(pod.getStatus().getReason());
    if (podReason.equals("Evicted")) {
      return new Why(
          TRAINING_REASON_EVICTED, podReason + ": " + text(pod.getStatus().getMessage()));
    }
    return state(pod)
        .map(ContainerState::getTerminated)
        .map(PodNews::whyTerminated)
        .orElseGet(
            () ->
                new Why(
                    TRAINING_REASON_OTHER,
                    "pod " + pod.getMetadata().getName() + " ended as " + phase(pod)));
  }

  private static Why whyTerminated(ContainerStateTerminated end) {
    if ("OOMKilled".equals(end.getReason())) {
      return new Why(
          TRAINING_REASON_OUT_OF_MEMORY,
          "killed for using more memory than its memory_mib; start it again with more");
    }
    if (CONTAINER.contains(text(end.getReason()))) {
      return new Why(
          TRAINING_REASON_NOT_STARTABLE, end.getReason() + ": " + text(end.getMessage()));
    }
    return new Why(
        TRAINING_REASON_COMMAND_FAILED,
        "exit code " + end.getExitCode() + ": " + text(end.getMessage()).strip());
  }

  private static Optional<ContainerState> state(Pod pod) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getContainerStatuses().stream()
            .map(ContainerStatus::getState)
            .filter(state -> state != null)
            .findFirst();
  }

  private static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(condition -> type.equals(condition.getType()))
            .findFirst();
  }

  private static String phase(Pod pod) {
    return pod.getStatus() == null ? "" : text(pod.getStatus().getPhase());
  }

  private static String text(String maybe) {
    return maybe == null ? "" : maybe;
  }
}
