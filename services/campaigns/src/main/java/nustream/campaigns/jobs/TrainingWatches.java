package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nustream.campaigns.v1.Training;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;
import org.jboss.logging.Logger;

/**
 * Tells watchers of changes, from one list-and-watch each of the Jobs, the pods and the warnings
 * about them, for all of them. Begun with the first watch. Where the cluster drops a watch, or has
 * forgotten its place, the informer lists anew and goes on, however often. Thread-safe.
 */
public final class TrainingWatches implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TrainingWatches.class);

  /** How long the first watch waits for the first lists; a busy API server takes seconds. */
  private static final long SYNC_SECONDS = 60;

  private final Cluster cluster;
  private final Trainings trainings;
  private final int maxWatches;
  private final Set<TrainingWatch> watches = new HashSet<>();

  /** Held while the informers start, which takes as long as the cluster's API does. */
  private final Object following = new Object();

  /** Null until the first watch. */
  private volatile Known known;

  TrainingWatches(Cluster cluster, Trainings trainings, int maxWatches) {
    this.cluster = cluster;
    this.trainings = trainings;
    this.maxWatches = maxWatches;
  }

  /** Watch streams that are open. */
  public synchronized int open() {
    return watches.size();
  }

  /**
   * The training now and at every change, until it has ended or is gone. A slow reader misses steps
   * between, never the last one. Blocks.
   *
   * @throws NustreamException UNKNOWN_TRAINING, OVERLOADED, or a word of the {@link Cluster}
   */
  public Source<Training> watch(String id) {
    var unused = trainings.get(id);
    follow();
    TrainingWatch watch = new TrainingWatch(id, this::forget);
    add(watch);
    try {
      // Asked only now: what changes from here on, the informers tell.
      watch.offer(trainings.get(id));
      return watch;
    } catch (RuntimeException e) {
      forget(watch);
      throw e;
    }
  }

  @Override
  public void close() {
    List<TrainingWatch> ended;
    synchronized (this) {
      ended = List.copyOf(watches);
    }
    synchronized (following) {
      if (known != null) {
        known.stop();
        known = null;
      }
    }
    ended.forEach(TrainingWatch::end);
  }

  private void follow() {
    synchronized (following) {
      if (known != null) {
        return;
      }
      Known informers =
          new Known(
              cluster.followJobs(new Changes<>(job -> job.getMetadata().getName())),
              cluster.followPods(new Changes<>(Cluster::trainingOf)),
              cluster.followWarnings(new Changes<>(this::trainingOf)));
      try {
        begin(informers.jobs());
        begin(informers.pods());
        beginWarnings(informers.warnings());
        known = informers;
      } catch (InterruptedException e) {
        informers.stop();
        Thread.currentThread().interrupt();
        throw new NustreamException(ErrorWord.CANCELLED, "interrupted", e);
      } catch (NustreamException e) {
        informers.stop();
        throw e;
      }
    }
  }

  private static void begin(SharedIndexInformer<?> informer) throws InterruptedException {
    informer.exceptionHandler(TrainingWatches::goesOn);
    try {
      var unused = informer.start().toCompletableFuture().get(SYNC_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Cluster.told("list and watch trainings", e);
    } catch (TimeoutException e) {
      throw new NustreamException(
          ErrorWord.CLUSTER_UNAVAILABLE,
          "the cluster's API did not list trainings within " + SYNC_SECONDS + " s",
          e);
    }
  }

  /**
   * A cluster that just came up refuses for a moment what it will allow, so a refusal is taken for
   * an answer at the beginning only.
   */
  private static boolean goesOn(boolean started, Throwable failure) {
    LOG.warnf("watch=trainings state=dropped started=%s reason=\"%s\"", started, failure);
    return started || !Cluster.refused(failure);
  }

  /** Without the right to see events, trainings are told without them. */
  private static void beginWarnings(SharedIndexInformer<Event> informer)
      throws InterruptedException {
    try {
      begin(informer);
    } catch (NustreamException e) {
      if (e.word() != ErrorWord.CLUSTER_REFUSED) {
        throw e;
      }
    }
  }

  private synchronized void add(TrainingWatch watch) {
    if (watches.size() >= maxWatches) {
      throw new NustreamException(
          ErrorWord.OVERLOADED, "open watches is " + watches.size() + "; allowed: " + maxWatches);
    }
    watches.add(watch);
  }

  private synchronized void forget(TrainingWatch watch) {
    watches.remove(watch);
  }

  private synchronized List<TrainingWatch> watching(String id) {
    return watches.stream().filter(watch -> watch.id().equals(id)).toList();
  }

  /** Tells the watchers of a training how it is, as far as the informers know. */
  private void tell(String id) {
    Known now = known;
    List<TrainingWatch> watching = watching(id);
    if (now == null || watching.isEmpty()) {
      return;
    }
    Job job = now.jobs().getStore().getByKey(cluster.namespace() + "/" + id);
    if (job == null) {
      return;
    }
    List<Pod> own =
        now.pods().getStore().list().stream()
            .filter(pod -> Cluster.trainingOf(pod).equals(id))
            .toList();
    Training training =
        TrainingStatus.of(
            job, own, about -> Warnings.about(about, now.warnings().getStore().list().stream()));
    watching.forEach(watch -> watch.offer(training));
  }

  /** The training that a warning is about; empty when it is about something else. */
  private String trainingOf(Event warning) {
    ObjectReference subject = Warnings.subject(warning);
    if ("Job".equals(subject.getKind())) {
      return String.valueOf(subject.getName());
    }
    Known now = known;
    if (now == null || !"Pod".equals(subject.getKind())) {
      return "";
    }
    Pod pod = now.pods().getStore().getByKey(cluster.namespace() + "/" + subject.getName());
    return pod == null ? "" : Cluster.trainingOf(pod);
  }

  /** The informers, which know all Jobs and pods of trainings, and the warnings. */
  private record Known(
      SharedIndexInformer<Job> jobs,
      SharedIndexInformer<Pod> pods,
      SharedIndexInformer<Event> warnings) {
    void stop() {
      jobs.stop();
      pods.stop();
      warnings.stop();
    }
  }

  /** Which training an object is about. */
  private interface Subject<T> {
    String training(T object);
  }

  /** What informers say, on their threads. */
  private final class Changes<T> implements ResourceEventHandler<T> {
    private final Subject<T> subject;

    Changes(Subject<T> subject) {
      this.subject = subject;
    }

    @Override
    public void onAdd(T object) {
      tell(subject.training(object));
    }

    @Override
    public void onUpdate(T before, T after) {
      tell(subject.training(after));
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      if (object instanceof Job) {
        watching(subject.training(object)).forEach(TrainingWatch::end);
      } else {
        tell(subject.training(object));
      }
    }
  }
}
