package nustream.campaigns.scaling.api;

import externalscaler.ScaledObjectRef;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nustream.campaigns.scaling.ScalingConfig;
import nustream.campaigns.scaling.backlog.ScalingGoal;
import nustream.campaigns.scaling.cost.Worker;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/**
 * What the trigger of a ScaledObject asks for.
 *
 * @param worker whose backlog
 * @param goal how many replicas it wants
 */
record ScaledObject(Worker worker, ScalingGoal goal) {
  static final String WORKER = "worker";
  static final String TARGET = "targetBacklogSeconds";
  static final String THREADS = "threadsPerReplica";
  static final String LIMIT = "limitToBusyPartitions";

  /** Most worker threads of a replica: more cores than a node has. */
  private static final int MOST_THREADS = 1024;

  private static final List<String> OURS = List.of(WORKER, TARGET, THREADS, LIMIT);

  /** KEDA hands over all metadata of the trigger, its own too. */
  private static final List<String> OF_KEDA =
      List.of("scalerAddress", "enableTLS", "unsafeSsl", "tlsCertFile");

  /**
   * Reads the metadata.
   *
   * @throws NustreamException INVALID_FIELD naming key, value and what is allowed
   */
  static ScaledObject of(ScaledObjectRef ref, ScalingConfig config) {
    Map<String, String> metadata = ref.getScalerMetadataMap();
    for (String key : new TreeSet<>(metadata.keySet())) {
      if (!OURS.contains(key) && !OF_KEDA.contains(key)) {
        throw NustreamException.invalid("key of scalerMetadata", key, "one of " + OURS);
      }
    }
    Worker worker = worker(metadata.getOrDefault(WORKER, ""));
    return new ScaledObject(
        worker,
        new ScalingGoal(
            target(metadata.get(TARGET), worker, config),
            threads(metadata.getOrDefault(THREADS, "1")),
            flag(LIMIT, metadata.getOrDefault(LIMIT, "false"))));
  }

  private static Worker worker(String word) {
    return Worker.named(word)
        .orElseThrow(
            () ->
                NustreamException.invalid(
                    field(WORKER),
                    word,
                    "one of " + Arrays.stream(Worker.values()).map(Worker::word).toList()));
  }

  /** Not below the cold start: work would be done before the replica that it asks for is up. */
  private static double target(String value, Worker worker, ScalingConfig config) {
    double seconds = value == null ? seconds(config.targetBacklog()) : number(TARGET, value);
    double least = seconds(coldStart(worker, config));
    double most = seconds(config.maxTargetBacklog());
    if (!(seconds >= least && seconds <= most)) {
      throw NustreamException.invalid(
          field(TARGET),
          value == null ? Double.toString(seconds) : value,
          least + " (the cold start of " + worker.word() + ") to " + most);
    }
    return seconds;
  }

  private static Duration coldStart(Worker worker, ScalingConfig config) {
    return switch (worker) {
      case DIFFUSION_SAMPLER -> config.sampler().coldStart();
      case CNN_CLASSIFIER -> config.classifier().coldStart();
      case MAP_SIMULATOR -> config.simulator().coldStart();
    };
  }

  private static int threads(String value) {
    double threads = number(THREADS, value);
    FieldChecks.inRange(field(THREADS), threads, 1, MOST_THREADS);
    if (threads != Math.rint(threads)) {
      throw NustreamException.invalid(field(THREADS), value, "an integer");
    }
    return (int) threads;
  }

  private static boolean flag(String key, String value) {
    return Boolean.parseBoolean(FieldChecks.oneOf(field(key), value, List.of("true", "false")));
  }

  private static double number(String key, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw NustreamException.invalid(field(key), value, "a number");
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static String field(String key) {
    return "scalerMetadata." + key;
  }
}
