package nustream.campaigns.jobs;

import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import nustream.campaigns.v1.TrainingLogs;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;

/** What trainings write, of a bounded number of them at once. Thread-safe. */
public final class TrainingLog {
  private final Cluster cluster;
  private final Trainings trainings;
  private final JobsConfig config;
  private final Executor executor;
  private final Semaphore streams;

  /**
   * @param executor where lines are waited for
   */
  TrainingLog(Cluster cluster, Trainings trainings, JobsConfig config, Executor executor) {
    this.cluster = cluster;
    this.trainings = trainings;
    this.config = config;
    this.executor = executor;
    this.streams = new Semaphore(config.maxLogs());
  }

  /**
   * The last lines of the newest attempt, and with {@code follow} what it writes until it ends.
   * Blocks.
   *
   * @throws NustreamException UNKNOWN_TRAINING, NOT_STARTED, OVERLOADED, or a word of the {@link
   *     Cluster}
   */
  public Source<TrainingLogs> read(String id, int lines, boolean follow) {
    String pod = trainings.newestPod(id);
    if (!streams.tryAcquire()) {
      throw new NustreamException(
          ErrorWord.OVERLOADED,
          "open logs is " + config.maxLogs() + "; allowed: " + config.maxLogs());
    }
    try {
      return follow ? following(pod, lines) : written(pod, lines);
    } catch (RuntimeException e) {
      streams.release();
      throw e;
    }
  }

  private Source<TrainingLogs> written(String pod, int lines) {
    int bytes = Math.toIntExact(config.maxLogBytes());
    byte[] text = cluster.log(pod, lines, bytes).getBytes(StandardCharsets.UTF_8);
    return Source.of(
        new LogLines(new ByteArrayInputStream(text), config.maxLogBytes()),
        executor,
        streams::release);
  }

  private Source<TrainingLogs> following(String pod, int lines) {
    LogWatch log = cluster.followLog(pod, lines);
    return Source.of(
        new LogLines(log.getOutput(), config.maxLogBytes()),
        executor,
        () -> {
          log.close();
          streams.release();
        });
  }
}
