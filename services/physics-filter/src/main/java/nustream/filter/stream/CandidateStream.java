package nustream.filter.stream;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nustream.contracts.Topics;
import nustream.filter.FilterConfig;
import nustream.filter.FilterMetrics;
import nustream.filter.judging.BlockJudge;
import nustream.flavor.v1.CandidateBlock;
import nustream.messaging.EventId;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetterCounter;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.Failure;
import nustream.messaging.exactlyonce.ExactlyOnceStage;
import nustream.messaging.exactlyonce.StageListener;
import nustream.messaging.exactlyonce.StageSettings;
import nustream.messaging.exactlyonce.Step;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * From flavor.candidates to flavor.solutions and flavor.verdicts, exactly once. Every block gives
 * one block of solutions, which may be empty, and one verdict; both have the block's id as key.
 */
@ApplicationScoped
public class CandidateStream {
  private final Drain drain;
  private final FilterMetrics metrics;
  private final DeadLetterCounter deadLetters;
  private final BlockJudge judge;
  private final ExactlyOnceStage stage;

  @Inject
  public CandidateStream(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      FilterConfig config,
      FilterMetrics metrics,
      DeadLetterCounter deadLetters,
      Drain drain) {
    this.drain = drain;
    this.metrics = metrics;
    this.deadLetters = deadLetters;
    judge = new BlockJudge(config.maxBlockCount());
    var settings =
        new StageSettings(
            bootstrapServers,
            Topics.CANDIDATES,
            config.group(),
            config.instance(),
            config.maxBatchBlocks());
    stage = new ExactlyOnceStage(settings, this::judge, new Listener());
  }

  void start(@Observes StartupEvent event) {
    drain.onStop(stage);
    stage.start();
  }

  @PreDestroy
  void close() {
    stage.close();
  }

  /** Whether the stage has its clients and takes blocks. */
  boolean connected() {
    return stage.connected();
  }

  /** Whether the stage's thread lives. */
  boolean alive() {
    return stage.alive();
  }

  private List<Step.Output> judge(ConsumerRecord<String, byte[]> record) {
    metrics.taken(Duration.between(Instant.ofEpochMilli(record.timestamp()), Instant.now()));
    long begin = System.nanoTime();
    CandidateBlock block = Values.decode(record, CandidateBlock.class);
    BlockJudge.Judged judged = judge.judge(block);
    metrics.computed(System.nanoTime() - begin);
    String key = EventId.of(block);
    return List.of(
        new Step.Output(Topics.SOLUTIONS, key, judged.solutions()),
        new Step.Output(Topics.VERDICTS, key, judged.verdict()));
  }

  private final class Listener implements StageListener {
    @Override
    public void committed(int processed, Duration output) {
      metrics.committed(processed, output);
    }

    @Override
    public void deadLetter(ConsumerRecord<String, byte[]> record, Failure failure) {
      deadLetters.count(record, failure);
      metrics.refused(failure.word().name());
    }
  }
}
