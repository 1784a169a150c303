package nustream.campaigns.jobs;

import com.google.protobuf.TextFormat;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nustream.campaigns.v1.TrainingResources;
import nustream.campaigns.v1.TrainingService;
import nustream.campaigns.v1.TrainingSpec;

/** From a spec to its Job, and back from a Job to the spec that it was made of. */
final class TrainingJob {
  static final String GPU = "nvidia.com/gpu";
  static final String CONTAINER = "training";

  /** What all Jobs and pods of trainings have, and no others. */
  static final Map<String, String> LABELS =
      Map.of(
          "app.kubernetes.io/part-of", "nustream",
          "app.kubernetes.io/component", "training",
          "app.kubernetes.io/managed-by", "nustream-campaigns");

  private static final String SERVICE_LABEL = "nustream/service";
  private static final String SPEC = "nustream/training-spec";
  private static final String STARTED_BY = "nustream/started-by";

  private static final String SCRATCH = "scratch";
  private static final String WORK = "work";
  private static final String MODELS = "models";

  /** What picocli ends with when a command line makes no sense: trying it again changes nothing. */
  private static final int WRONG_USAGE = 2;

  private final JobsConfig config;
  private final String broker;
  private final Optional<KafkaIdentity> identity;

  /**
   * @param broker where releases are announced
   */
  TrainingJob(JobsConfig config, String broker) {
    this.config = config;
    this.broker = broker;
    this.identity = KafkaIdentity.of(config);
  }

  /**
   * The Job of a spec.
   *
   * @param spec complete
   * @param image of the service
   * @param startedBy name of the caller; empty when there is none
   */
  Job of(TrainingSpec spec, String image, String startedBy) {
    String id = TrainingId.of(spec);
    String service = TrainingWords.of(spec.getService());
    Map<String, String> labels = new LinkedHashMap<>(LABELS);
    // Not the service's own name: its Service would send calls to trainings.
    labels.put("app.kubernetes.io/name", service + "-training");
    labels.put(SERVICE_LABEL, service);
    TrainingResources resources = spec.getResources();
    return new JobBuilder()
        .withNewMetadata()
        .withName(id)
        .withLabels(labels)
        .addToAnnotations(SPEC, TextFormat.printer().shortDebugString(spec))
        .addToAnnotations(STARTED_BY, startedBy)
        .endMetadata()
        .withNewSpec()
        .withParallelism(1)
        .withCompletions(1)
        .withBackoffLimit(config.backoffLimit())
        .withActiveDeadlineSeconds(resources.getMaxSeconds())
        .withTtlSecondsAfterFinished(Math.toIntExact(config.keepEnded().toSeconds()))
        .withPodFailurePolicy(failurePolicy())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(pod(spec, id, image).build())
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The spec that the Job was made of; the default instance when it does not say. */
  static TrainingSpec spec(Job job) {
    String text = annotation(job, SPEC);
    try {
      return TextFormat.parse(text, TrainingSpec.class);
    } catch (TextFormat.ParseException e) {
      return TrainingSpec.getDefaultInstance();
    }
  }

  static String startedBy(Job job) {
    return annotation(job, STARTED_BY);
  }

  private static String annotation(Job job, String name) {
    Map<String, String> annotations = job.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(name, "");
  }

  private PodSpecBuilder pod(TrainingSpec spec, String id, String image) {
    TrainingResources resources = spec.getResources();
    var pod =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(config.grace().toSeconds())
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(config.userId())
            .withRunAsGroup(config.userId())
            .withFsGroup(config.userId())
            // Else every start walks through all models to set their group.
            .withFsGroupChangePolicy("OnRootMismatch")
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withContainers(container(spec, id, image))
            .withVolumes(volumes());
    config.serviceAccount().ifPresent(pod::withServiceAccountName);
    config.priorityClass().ifPresent(pod::withPriorityClassName);
    config
        .imagePullSecret()
        .ifPresent(secret -> pod.withImagePullSecrets(new LocalObjectReference(secret)));
    pod.withNodeSelector(NodeLabels.parse(config.nodeSelector().orElse(List.of())));
    if (resources.getGpus() > 0) {
      pod.withTolerations(gpuToleration());
      config.gpuRuntimeClass().ifPresent(pod::withRuntimeClassName);
    }
    return pod;
  }

  private Container container(TrainingSpec spec, String id, String image) {
    TrainingResources asked = spec.getResources();
    Map<String, Quantity> amounts = new LinkedHashMap<>();
    amounts.put("cpu", new Quantity(asked.getCpuMillicores() + "m"));
    amounts.put("memory", new Quantity(asked.getMemoryMib() + "Mi"));
    if (asked.getGpus() > 0) {
      amounts.put(GPU, new Quantity(Integer.toString(asked.getGpus())));
    }
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(image)
        .withImagePullPolicy(config.imagePullPolicy())
        .withArgs(Arguments.words(spec, broker))
        .withEnv(environment())
        // The last lines of a command that failed are its reason.
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewResources()
        .withRequests(amounts)
        .withLimits(amounts)
        .endResources()
        .withVolumeMounts(mounts(spec, id))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .build();
  }

  private List<EnvVar> environment() {
    List<EnvVar> environment = new ArrayList<>();
    // A quarter is heap; networks and batches are native.
    environment.add(
        variable("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=25 -XX:+ExitOnOutOfMemoryError"));
    environment.add(variable("OMP_WAIT_POLICY", "PASSIVE"));
    environment.add(variable("OPT_OUT_TRACKING", "true"));
    environment.add(variable("HOME", "/tmp"));
    environment.add(variable("DJL_CACHE_DIR", "/tmp/djl"));
    identity.ifPresent(who -> environment.addAll(who.environment()));
    return environment;
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName(SCRATCH)
            .withNewEmptyDir()
            .withSizeLimit(new Quantity(config.scratchSize()))
            .endEmptyDir()
            .build());
    volumes.add(claim(MODELS, config.modelsClaim()));
    volumes.add(claim(WORK, config.workClaim().orElse(config.modelsClaim())));
    identity.ifPresent(who -> volumes.addAll(who.volumes()));
    return volumes;
  }

  private static Volume claim(String name, String claim) {
    return new VolumeBuilder()
        .withName(name)
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .build();
  }

  /** Each sees its own part of the claims: another training's checkpoints are not there. */
  private List<VolumeMount> mounts(TrainingSpec spec, String id) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(mount(SCRATCH, "/tmp", null));
    mounts.add(mount(MODELS, Arguments.MODELS, TrainingWords.of(spec.getService())));
    mounts.add(mount(WORK, Arguments.WORK, "trainings/" + id));
    if (spec.getService() == TrainingService.TRAINING_SERVICE_CNN_CLASSIFIER) {
      mounts.add(mount(WORK, Arguments.TRANSFERS, "trainings/transfers"));
    }
    identity.ifPresent(who -> mounts.addAll(who.mounts()));
    return mounts;
  }

  private static VolumeMount mount(String volume, String path, String part) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).withSubPath(part).build();
  }

  /** Nodes with GPUs keep pods away that need none. */
  static Toleration gpuToleration() {
    return new TolerationBuilder()
        .withKey(GPU)
        .withOperator("Exists")
        .withEffect("NoSchedule")
        .build();
  }

  private static PodFailurePolicy failurePolicy() {
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("Ignore")
        .addNewOnPodCondition()
        .withType("DisruptionTarget")
        .withStatus("True")
        .endOnPodCondition()
        .endRule()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withContainerName(CONTAINER)
        .withOperator("In")
        .withValues(WRONG_USAGE)
        .endOnExitCodes()
        .endRule()
        .build();
  }
}
