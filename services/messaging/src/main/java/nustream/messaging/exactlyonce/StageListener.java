package nustream.messaging.exactlyonce;

import java.time.Duration;
import nustream.messaging.errors.Failure;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Told what a stage did, after it is committed. Called on the stage's thread; must not throw. */
public interface StageListener {
  /**
   * A transaction was committed that took in so many records; {@code output} is the time from the
   * last step to the commit.
   */
  default void committed(int records, Duration output) {}

  /** This record became a dead letter. */
  default void deadLetter(ConsumerRecord<String, byte[]> record, Failure failure) {}
}
