package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What kubelet and controllers would write: the tests play both. */
public final class Pods {
  public static final String STARTED = "2026-01-01T00:00:01Z";
  public static final String ENDED = "2026-01-01T01:00:00Z";

  private PodBuilder pod;

  private Pods(PodBuilder pod) {
    this.pod = pod;
  }

  /** The labels of trainings, as a request selects by them. */
  public static String selector() {
    return URLEncoder.encode(
        TrainingJob.LABELS.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(",")),
        StandardCharsets.UTF_8);
  }

  public static Pods of(String name, String phase) {
    return new Pods(
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withCreationTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .withNewStatus()
            .withPhase(phase)
            .endStatus());
  }

  /** As the controller makes it for a training. */
  public Pods ofTraining(String id) {
    Map<String, String> labels = new HashMap<>(TrainingJob.LABELS);
    labels.put("batch.kubernetes.io/job-name", id);
    pod = pod.editMetadata().withLabels(labels).endMetadata();
    return this;
  }

  public Pods created(String time) {
    pod = pod.editMetadata().withCreationTimestamp(time).endMetadata();
    return this;
  }

  public Pods node(String name) {
    pod = pod.editSpec().withNodeName(name).endSpec();
    return this;
  }

  public Pods gpus(int count) {
    pod =
        pod.editSpec()
            .addNewContainer()
            .withName("c")
            .withNewResources()
            .addToLimits("nvidia.com/gpu", new io.fabric8.kubernetes.api.model.Quantity("" + count))
            .endResources()
            .endContainer()
            .endSpec();
    return this;
  }

  public Pods unschedulable(String message) {
    return condition("PodScheduled", "False", "Unschedulable", message);
  }

  public Pods condition(String type, String status, String reason, String message) {
    pod =
        pod.editStatus()
            .addNewCondition()
            .withType(type)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .endCondition()
            .endStatus();
    return this;
  }

  public Pods reason(String reason, String message) {
    pod = pod.editStatus().withReason(reason).withMessage(message).endStatus();
    return this;
  }

  public Pods waiting(String reason, String message) {
    return status(
        new ContainerStatusBuilder()
            .withNewState()
            .withNewWaiting()
            .withReason(reason)
            .withMessage(message)
            .endWaiting()
            .endState());
  }

  public Pods terminated(int code, String reason, String message) {
    return status(
        new ContainerStatusBuilder()
            .withNewState()
            .withNewTerminated()
            .withExitCode(code)
            .withReason(reason)
            .withMessage(message)
            .endTerminated()
            .endState());
  }

  private Pods status(ContainerStatusBuilder status) {
    pod = pod.editStatus().withContainerStatuses(status.build()).endStatus();
    return this;
  }

  public Pod pod() {
    return pod.build();
  }

  public static JobCondition condition(String type, String reason, String message) {
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(ENDED)
        .build();
  }

  public static JobStatus status(int failed, JobCondition condition) {
    JobStatusBuilder status = new JobStatusBuilder().withStartTime(STARTED).withFailed(failed);
    return condition == null ? status.build() : status.withConditions(condition).build();
  }
}
