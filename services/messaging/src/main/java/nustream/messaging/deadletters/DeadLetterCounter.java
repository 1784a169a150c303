package nustream.messaging.deadletters;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import nustream.messaging.errors.Failure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Counts and logs dead letters: metric {@value #METRIC} with the labels topic and reason. */
@ApplicationScoped
public class DeadLetterCounter {
  public static final String METRIC = "nustream.dead_letters";

  private static final Logger LOG = Logger.getLogger(DeadLetterCounter.class);

  private final MeterRegistry metrics;

  @Inject
  public DeadLetterCounter(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Called once per letter, after it is safely in its topic. */
  public void count(ConsumerRecord<?, ?> record, Failure failure) {
    metrics.counter(METRIC, "topic", record.topic(), "reason", failure.word().name()).increment();
    LOG.warnf(
        "dead_letter topic=%s partition=%d offset=%d key=%s reason=%s message=\"%s\"",
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        failure.word(),
        failure.message());
  }
}
