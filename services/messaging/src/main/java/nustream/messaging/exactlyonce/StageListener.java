package nustream.messaging.exactlyonce;

import java.time.Duration;
import nustream.messaging.errors.Failure;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Told what a stage did, after it is committed. Called on the stage's thread; must not throw. */
public interface StageListener {
  /**
   * A transaction was committed.
   *
   * @param processed records whose outputs it has; dead letters are not among them
   * @param output time from the last step to the commit
   */
  default void committed(int processed, Duration output) {}

  /** This record became a dead letter. */
  default void deadLetter(ConsumerRecord<String, byte[]> record, Failure failure) {}
}
