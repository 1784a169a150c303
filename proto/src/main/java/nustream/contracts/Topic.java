package nustream.contracts;

import java.time.Duration;
import java.util.Optional;

/**
 * One row of the table of topics.
 *
 * @param name the Kafka topic, ending in its version
 * @param key what the record key holds
 * @param valueType full name of the protobuf message in the record value
 * @param partitions number of partitions
 * @param retention how long records are kept; empty for a compacted topic
 * @param mostBytes of a partition that are kept: beyond them the oldest go, however young, so that
 *     no load fills a disk; empty for a compacted topic
 * @param maxBytes largest record, in bytes
 */
public record Topic(
    String name,
    String key,
    String valueType,
    int partitions,
    Optional<Duration> retention,
    Optional<Long> mostBytes,
    int maxBytes) {

  public Topic {
    if (!name.matches("[a-z]+(\\.[a-z-]+)?\\.v[0-9]+")) {
      throw new IllegalArgumentException("topic name '" + name + "' is not <area>[.<noun>].v<n>");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(name + ": " + partitions + " partitions, want at least 1");
    }
    if (mostBytes.isPresent() == retention.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": bytes of a partition " + mostBytes + ", want some unless it is compacted");
    }
    if (mostBytes.isPresent() && mostBytes.get() < maxBytes) {
      throw new IllegalArgumentException(
          name + ": " + mostBytes.get() + " bytes of a partition, want at least a record's");
    }
    if (maxBytes < 1024) {
      throw new IllegalArgumentException(name + ": max bytes " + maxBytes + ", want at least 1024");
    }
  }

  /** Whether only the newest record of each key is kept. */
  public boolean compacted() {
    return retention.isEmpty();
  }

  /** The topic that takes the records of this one that could not be processed. */
  public String deadLetters() {
    return name + ".dlq";
  }
}
