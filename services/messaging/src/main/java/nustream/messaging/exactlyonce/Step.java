package nustream.messaging.exactlyonce;

import com.google.protobuf.MessageLite;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a stage makes of one record. May run again for the same record after a failure, so it must
 * have no effect of its own.
 */
@FunctionalInterface
public interface Step {
  /**
   * The messages to produce, which may be none. A throwable makes the record a dead letter, unless
   * its word {@linkplain nustream.messaging.errors.ErrorWord#passes passes}: then the batch is
   * tried again.
   */
  List<Output> process(ConsumerRecord<String, byte[]> record);

  /** A message for a topic of the table. */
  record Output(String topic, String key, MessageLite message) {}
}
