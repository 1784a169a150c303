package nustream.campaigns.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How trainings run as Kubernetes Jobs. */
@ConfigMapping(prefix = "campaigns.jobs")
public interface JobsConfig {
  /**
   * Whether there is a cluster to run trainings on. Never guessed: a laptop with the configuration
   * of somebody's cluster must not start Jobs there.
   */
  @WithDefault("false")
  boolean enabled();

  /** Namespace of the Jobs; unset = that of the service's own pod. */
  Optional<String> namespace();

  /**
   * Image of the diffusion sampler, which is also the one that trains; unset = it trains nothing.
   */
  Optional<String> samplerImage();

  /** Image of the classifier, which is also the one that trains; unset = it trains nothing. */
  Optional<String> classifierImage();

  /** Always, IfNotPresent or Never. */
  @WithDefault("IfNotPresent")
  String imagePullPolicy();

  /** Name of the secret that pulls the images; unset = none. */
  Optional<String> imagePullSecret();

  /**
   * Volume claim with the model stores that the services read: its folders {@code
   * diffusion-sampler} and {@code cnn-classifier}.
   */
  @WithDefault("nustream-models")
  String modelsClaim();

  /**
   * Volume claim of the work: folder {@code trainings/<id>} has the checkpoints of a training,
   * {@code trainings/transfers} solved cosmologies. Unset = the claim of the models.
   */
  Optional<String> workClaim();

  /**
   * Secret of the Kafka user that announces releases, with {@code user.p12} and {@code
   * user.password} as Strimzi makes it; unset = Kafka asks for no certificate.
   */
  Optional<String> kafkaUserSecret();

  /**
   * Secret of Kafka's authority, with {@code ca.p12} and {@code ca.password}; set together with
   * {@link #kafkaUserSecret}.
   */
  Optional<String> kafkaAuthoritySecret();

  /**
   * Size of the scratch space of a pod at /tmp. The natives of the engine unpack to 432 MiB there.
   */
  @WithDefault("2Gi")
  String scratchSize();

  /** User and group of the process, and group of the volumes; not 0. */
  @WithDefault("10001")
  long userId();

  /** Service account of the pods, whose token they do not get; unset = the namespace's default. */
  Optional<String> serviceAccount();

  /** Priority class of the pods; unset = the cluster's default. */
  Optional<String> priorityClass();

  /** Labels that a node must have, each "key=value"; unset = none. */
  Optional<List<String>> nodeSelector();

  /** Runtime class of pods with GPUs, for example "nvidia"; unset = the cluster's default. */
  Optional<String> gpuRuntimeClass();

  /**
   * Whether nodes are added when pods wait for them. Then nothing is refused for being larger than
   * the nodes that there are.
   */
  @WithDefault("false")
  boolean elastic();

  /** GPUs that a training may ask for; the networks train on one. */
  @WithDefault("1")
  int maxGpus();

  /** Processor time of a training that does not say, thousandths of a core. */
  @WithDefault("2000")
  int cpuMillicores();

  /** Most processor time that a training may ask for, thousandths of a core. */
  @WithDefault("64000")
  int maxCpuMillicores();

  /**
   * Memory of a training that does not say, MiB: 1 GiB of heap, the natives of the engine (0.6 GiB
   * with CUDA 2 GiB) and room for batches.
   */
  @WithDefault("4096")
  int memoryMib();

  /** Most memory that a training may ask for, MiB. */
  @WithDefault("524288")
  int maxMemoryMib();

  /** How long a training may take when it does not say. */
  @WithDefault("24h")
  Duration runTime();

  /** The longest time that a training may ask for. */
  @WithDefault("168h")
  Duration maxRunTime();

  /** Attempts that may fail before a training is given up; evictions do not count. */
  @WithDefault("3")
  int backoffLimit();

  /** How long an ended training is kept to be asked for. */
  @WithDefault("24h")
  Duration keepEnded();

  /** Time to write a last checkpoint when a pod is asked to go. */
  @WithDefault("30s")
  Duration grace();

  /** Trainings that may be unfinished at once; one more is answered OVERLOADED. */
  @WithDefault("16")
  int maxUnfinished();

  /** Watch streams that may be open. */
  @WithDefault("100")
  int maxWatches();

  /** Log streams that may be open; each has a thread and a connection to the cluster's API. */
  @WithDefault("16")
  int maxLogs();

  /** Most bytes of one log stream; a training writes some 100 bytes a minute. */
  @WithDefault("16777216")
  long maxLogBytes();
}
