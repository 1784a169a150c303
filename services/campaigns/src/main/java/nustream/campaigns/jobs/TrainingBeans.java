package nustream.campaigns.jobs;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The trainings of this service. The client of the cluster is made with the first call about one:
 * where there is no cluster it costs neither time nor memory.
 */
@ApplicationScoped
public class TrainingBeans {
  private static final String NO_CLUSTER =
      "trainings run as Kubernetes Jobs, and this system has no cluster"
          + " (campaigns.jobs.enabled=false); here the same commands run as processes:"
          + " `deploy/nustream flavor train`, `flavor fine-tune`, `lensing train`, `lensing tune`";

  private final JobsConfig config;
  private final String broker;
  private final Supplier<KubernetesClient> client;
  private final ExecutorService executor;
  private Parts parts;

  @Inject
  public TrainingBeans(
      JobsConfig config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String broker,
      Instance<KubernetesClient> client,
      ExecutorService executor) {
    this(config, broker, client::get, executor);
  }

  /**
   * Without a container of beans.
   *
   * @param client asked for once, with the first call
   */
  public TrainingBeans(
      JobsConfig config,
      String broker,
      Supplier<KubernetesClient> client,
      ExecutorService executor) {
    this.config = config;
    this.broker = broker;
    this.client = client;
    this.executor = executor;
  }

  /** {@link NustreamException} NO_CLUSTER where there is none, as the two below. */
  public Trainings trainings() {
    return parts().trainings();
  }

  public TrainingWatches watches() {
    return parts().watches();
  }

  public TrainingLog log() {
    return parts().log();
  }

  @PreDestroy
  public synchronized void close() {
    if (parts != null) {
      parts.watches().close();
    }
  }

  private synchronized Parts parts() {
    if (!config.enabled()) {
      throw new NustreamException(ErrorWord.NO_CLUSTER, NO_CLUSTER);
    }
    if (parts == null) {
      Cluster cluster = new Cluster(client.get(), config.namespace());
      Trainings trainings = new Trainings(cluster, config, broker);
      parts =
          new Parts(
              trainings,
              new TrainingWatches(cluster, trainings, config.maxWatches()),
              new TrainingLog(cluster, trainings, config, executor));
    }
    return parts;
  }

  private record Parts(Trainings trainings, TrainingWatches watches, TrainingLog log) {}
}
