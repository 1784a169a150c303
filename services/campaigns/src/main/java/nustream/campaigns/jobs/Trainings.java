package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingService;
import nustream.campaigns.v1.TrainingSpec;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.jboss.logging.Logger;

/**
 * Trainings of a cluster. Holds nothing: what there is, the cluster says, so that every replica
 * answers the same. Calls block. Thread-safe.
 */
public final class Trainings {
  private static final Logger LOG = Logger.getLogger(Trainings.class);
  private static final Comparator<Training> NEWEST_FIRST =
      Comparator.comparingLong(Training::getCreatedAtMs).thenComparing(Training::getId).reversed();

  private final Cluster cluster;
  private final JobsConfig config;
  private final TrainingRules rules;
  private final TrainingJob template;
  private final Map<String, String> nodeSelector;

  /**
   * @param broker where trainings announce what they release
   */
  Trainings(Cluster cluster, JobsConfig config, String broker) {
    this.cluster = cluster;
    this.config = config;
    this.rules = new TrainingRules(config);
    this.template = new TrainingJob(config, broker);
    this.nodeSelector = NodeLabels.parse(config.nodeSelector().orElse(List.of()));
  }

  /**
   * Starts a training, or answers the one there is.
   *
   * @param caller who asks; empty where callers have no names
   * @throws NustreamException INVALID_FIELD, OVER_LIMIT, NEVER_FITS, OVERLOADED, ALREADY_EXISTS, or
   *     a word of the {@link Cluster}
   */
  public Training start(TrainingSpec asked, String caller) {
    TrainingSpec spec = rules.complete(asked);
    String image = image(spec.getService());
    String id = TrainingId.of(spec);
    Optional<Job> there = cluster.find(id);
    if (there.isPresent()) {
      return same(there.get(), spec);
    }
    requireRoom(spec);
    // The name decides: of two that come here at once, one gets the 409.
    Optional<Job> created = cluster.create(template.of(spec, image, caller));
    if (created.isPresent()) {
      LOG.infof(
          "training=%s state=created model=%s gpus=%d by=\"%s\"",
          id, spec.getModel(), spec.getResources().getGpus(), caller);
      return TrainingStatus.of(created.get(), List.of(), Warnings.NONE);
    }
    return same(
        cluster
            .find(id)
            .orElseThrow(
                () ->
                    new NustreamException(
                        ErrorWord.ALREADY_EXISTS,
                        "a Job named "
                            + id
                            + " is there that is no training of ours, or just went")),
        spec);
  }

  /** The training of this id; UNKNOWN_TRAINING when there is none. */
  public Training get(String id) {
    return TrainingStatus.of(found(id), cluster.pods(id), cluster::warnings);
  }

  /** The newest trainings that match, newest first. */
  public List<Training> newest(Predicate<Training> matching, int limit) {
    Map<String, List<Pod>> pods =
        cluster.pods().stream().collect(Collectors.groupingBy(Cluster::trainingOf));
    return cluster.jobs().stream()
        .map(
            job ->
                TrainingStatus.of(
                    job,
                    pods.getOrDefault(job.getMetadata().getName(), List.of()),
                    cluster::warnings))
        .filter(matching)
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  /** Deletes a training, and answers it as it was; UNKNOWN_TRAINING when there is none. */
  public Training cancel(String id, String caller) {
    Training was = get(id);
    cluster.delete(id);
    LOG.infof("training=%s state=cancelled was=%s by=\"%s\"", id, was.getState(), caller);
    return was;
  }

  /** The GPUs of the cluster. */
  public CapacityResponse capacity() {
    return GpuCapacity.of(cluster.nodes(), cluster.everyPod());
  }

  /** The newest pod of a training, of which there is one to read; NOT_STARTED otherwise. */
  String newestPod(String id) {
    found(id);
    return cluster.pods(id).stream()
        .filter(pod -> PodNews.running(pod) || PodNews.over(pod))
        .max(Comparator.comparing(PodNews::created))
        .map(pod -> pod.getMetadata().getName())
        .orElseThrow(
            () ->
                new NustreamException(
                    ErrorWord.NOT_STARTED, "training " + id + " has written nothing yet"));
  }

  private Job found(String id) {
    return cluster
        .find(id)
        .orElseThrow(
            () ->
                NustreamException.about(
                    ErrorWord.UNKNOWN_TRAINING, "id", id, "the id of a training that is kept"));
  }

  private Training same(Job there, TrainingSpec wanted) {
    String id = there.getMetadata().getName();
    if (there.getMetadata().getDeletionTimestamp() != null) {
      throw new NustreamException(
          ErrorWord.ALREADY_EXISTS,
          "training " + id + " is being deleted; it can be started again when it is gone");
    }
    TrainingSpec running = TrainingJob.spec(there);
    if (!running.equals(wanted)) {
      throw new NustreamException(
          ErrorWord.ALREADY_EXISTS,
          "training %s is there with other resources (%s); cancel it first, and it goes on from its last checkpoint"
              .formatted(id, words(running)));
    }
    return TrainingStatus.of(there, cluster.pods(id), cluster::warnings);
  }

  private static String words(TrainingSpec spec) {
    var resources = spec.getResources();
    return "%d GPUs, %dm, %d MiB, %d s"
        .formatted(
            resources.getGpus(),
            resources.getCpuMillicores(),
            resources.getMemoryMib(),
            resources.getMaxSeconds());
  }

  private String image(TrainingService service) {
    Optional<String> image =
        service == TrainingService.TRAINING_SERVICE_DIFFUSION_SAMPLER
            ? config.samplerImage()
            : config.classifierImage();
    return image.orElseThrow(
        () ->
            NustreamException.about(
                ErrorWord.NO_CLUSTER,
                "spec.service",
                service,
                "a service whose image is set: campaigns.jobs.sampler-image, classifier-image"));
  }

  private void requireRoom(TrainingSpec spec) {
    long unfinished =
        cluster.jobs().stream()
            .map(job -> TrainingStatus.of(job, List.of(), Warnings.NONE).getState())
            .filter(state -> !TrainingStatus.ended(state))
            .count();
    if (unfinished >= config.maxUnfinished()) {
      throw new NustreamException(
          ErrorWord.OVERLOADED,
          "unfinished trainings is " + unfinished + "; allowed: " + config.maxUnfinished());
    }
    if (config.elastic()) {
      return;
    }
    try {
      Fit.require(spec.getResources(), cluster.nodes(), nodeSelector);
    } catch (NustreamException e) {
      if (e.word() != ErrorWord.CLUSTER_REFUSED) {
        throw e;
      }
      // Without the right to see nodes the scheduler has the last word.
      LOG.warnf("check=nodes skipped reason=\"%s\"", e.getMessage());
    }
  }
}
