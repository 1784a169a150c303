package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.jboss.logging.Logger;

/**
 * What trainings need of the cluster's API, and its failures as words: CLUSTER_UNAVAILABLE where
 * the same call may succeed later, CLUSTER_REFUSED where it will not. Calls block. Thread-safe.
 */
final class Cluster {
  private static final Logger LOG = Logger.getLogger(Cluster.class);

  /** Set by the controller on the pods of a Job. */
  private static final String JOB_LABEL = "batch.kubernetes.io/job-name";

  private static final int TOO_MANY_REQUESTS = 429;

  private final KubernetesClient client;
  private final String namespace;

  Cluster(KubernetesClient client, Optional<String> namespace) {
    this.client = client;
    this.namespace =
        namespace.orElseGet(
            () -> client.getNamespace() == null ? "default" : client.getNamespace());
  }

  String namespace() {
    return namespace;
  }

  /** Creates the Job; empty when there is one of this name already, which stays as it is. */
  Optional<Job> create(Job job) {
    return asked(
        "create a Job",
        () -> {
          try {
            return Optional.of(
                client.batch().v1().jobs().inNamespace(namespace).resource(job).create());
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
              return Optional.<Job>empty();
            }
            throw e;
          }
        });
  }

  /** The training's Job of this name; a Job that is not ours does not exist. */
  Optional<Job> find(String id) {
    return asked(
            "get a Job",
            () ->
                Optional.ofNullable(
                    client.batch().v1().jobs().inNamespace(namespace).withName(id).get()))
        .filter(Cluster::ours);
  }

  /** The Jobs of all trainings. */
  List<Job> jobs() {
    return asked(
        "list Jobs",
        () ->
            client
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabels(TrainingJob.LABELS)
                .list()
                .getItems());
  }

  /** The pods of all trainings. */
  List<Pod> pods() {
    return asked(
        "list pods",
        () ->
            client.pods().inNamespace(namespace).withLabels(TrainingJob.LABELS).list().getItems());
  }

  /** The pods of one training. */
  List<Pod> pods(String id) {
    return asked(
        "list pods",
        () -> client.pods().inNamespace(namespace).withLabel(JOB_LABEL, id).list().getItems());
  }

  /** The training whose pod this is; empty when it does not say. */
  static String trainingOf(Pod pod) {
    return pod.getMetadata().getLabels() == null
        ? ""
        : pod.getMetadata().getLabels().getOrDefault(JOB_LABEL, "");
  }

  /**
   * Deletes the Job once its pods are gone, so that no second one of the name works beside them.
   */
  void delete(String id) {
    var unused =
        asked(
            "delete a Job",
            () ->
                client
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(namespace)
                    .withName(id)
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete());
  }

  /** What the cluster warned of about an object; nothing without the right to see events. */
  List<Event> warnings(HasMetadata about) {
    String uid = about.getMetadata().getUid();
    try {
      return asked(
          "list events",
          () ->
              Warnings.about(
                  about,
                  client
                      .v1()
                      .events()
                      .inNamespace(namespace)
                      .withField("involvedObject.uid", uid)
                      .withField(Warnings.TYPE, Warnings.WARNING)
                      .list()
                      .getItems()
                      .stream()));
    } catch (NustreamException e) {
      if (e.word() != ErrorWord.CLUSTER_REFUSED) {
        throw e;
      }
      LOG.warnf("check=events skipped reason=\"%s\"", e.getMessage());
      return List.of();
    }
  }

  /** Every node. */
  List<NodeRoom> nodes() {
    List<Node> nodes = asked("list nodes", () -> client.nodes().list().getItems());
    return nodes.stream().map(NodeRoom::new).toList();
  }

  /** The pods of all namespaces. */
  List<Pod> everyPod() {
    return asked(
        "list pods of all namespaces", () -> client.pods().inAnyNamespace().list().getItems());
  }

  /** The last lines that a pod wrote, at most so many bytes of them. */
  String log(String pod, int lines, int bytes) {
    return asked(
        "read a log",
        () ->
            client
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(TrainingJob.CONTAINER)
                .limitBytes(bytes)
                .tailingLines(lines)
                .getLog());
  }

  /** What a pod writes from its last lines on; to be closed. */
  LogWatch followLog(String pod, int lines) {
    // The client takes whatever is answered to a follower for the log, a refusal too; not so here.
    var unused = log(pod, 1, 1);
    return asked(
        "follow a log",
        () ->
            client
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(TrainingJob.CONTAINER)
                .tailingLines(lines)
                .watchLog());
  }

  /** Follows the Jobs of trainings; not started yet. */
  SharedIndexInformer<Job> followJobs(ResourceEventHandler<Job> handler) {
    SharedIndexInformer<Job> informer =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(namespace)
            .withLabels(TrainingJob.LABELS)
            .runnableInformer(0);
    return informer.addEventHandler(handler);
  }

  /** Follows the pods of trainings; not started yet. */
  SharedIndexInformer<Pod> followPods(ResourceEventHandler<Pod> handler) {
    SharedIndexInformer<Pod> informer =
        client.pods().inNamespace(namespace).withLabels(TrainingJob.LABELS).runnableInformer(0);
    return informer.addEventHandler(handler);
  }

  /** Follows warnings about anything in the namespace; not started yet. */
  SharedIndexInformer<Event> followWarnings(ResourceEventHandler<Event> handler) {
    SharedIndexInformer<Event> informer =
        client
            .v1()
            .events()
            .inNamespace(namespace)
            .withField(Warnings.TYPE, Warnings.WARNING)
            .runnableInformer(0);
    return informer.addEventHandler(handler);
  }

  private static boolean ours(Job job) {
    return job.getMetadata().getLabels() != null
        && job.getMetadata().getLabels().entrySet().containsAll(TrainingJob.LABELS.entrySet());
  }

  private static <T> T asked(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw told(what, e);
    }
  }

  /** Whether asking again changes nothing. */
  static boolean refused(Throwable failure) {
    return api(failure)
        .map(KubernetesClientException::getCode)
        .filter(code -> code >= HttpURLConnection.HTTP_BAD_REQUEST)
        .filter(code -> code < HttpURLConnection.HTTP_INTERNAL_ERROR)
        .filter(code -> code != TOO_MANY_REQUESTS)
        .isPresent();
  }

  /** What a failure of the API is told as. */
  static NustreamException told(String what, Throwable e) {
    int code = api(e).map(KubernetesClientException::getCode).orElse(0);
    String message =
        api(e)
            .map(KubernetesClientException::getStatus)
            .map(Status::getMessage)
            .orElse(String.valueOf(api(e).map(Throwable.class::cast).orElse(e).getMessage()));
    return refused(e)
        ? new NustreamException(
            ErrorWord.CLUSTER_REFUSED,
            "the cluster's API refused to " + what + " (" + code + "): " + message,
            e)
        : new NustreamException(
            ErrorWord.CLUSTER_UNAVAILABLE,
            "the cluster's API did not answer when asked to " + what + ": " + message,
            e);
  }

  /** The API's own failure, which futures wrap. */
  private static Optional<KubernetesClientException> api(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof KubernetesClientException)) {
      cause = cause.getCause();
    }
    return Optional.ofNullable((KubernetesClientException) cause);
  }
}
