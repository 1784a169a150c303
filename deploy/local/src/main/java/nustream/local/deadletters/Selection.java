package nustream.local.deadletters;

import nustream.local.UserError;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which letters of a topic. */
final class Selection {
  @Option(names = "--all", required = true, description = "All that have not been sent again yet.")
  boolean all;

  @ArgGroup(exclusive = false)
  One one;

  /** A single letter. */
  static final class One {
    @Option(
        names = "--offset",
        paramLabel = "O",
        required = true,
        description = "The letter at this offset, as `dead-letters list` shows it.")
    long offset;

    @Option(
        names = "--partition",
        paramLabel = "P",
        defaultValue = "0",
        description = "Partition of that letter (default: ${DEFAULT-VALUE}).")
    int partition;
  }

  void check() {
    if (one != null && (one.offset < 0 || one.partition < 0)) {
      throw new UserError(
          "--offset " + one.offset + " --partition " + one.partition + ": both from 0");
    }
  }

  boolean contains(ConsumerRecord<?, ?> letter) {
    return all || (letter.offset() == one.offset && letter.partition() == one.partition);
  }
}
