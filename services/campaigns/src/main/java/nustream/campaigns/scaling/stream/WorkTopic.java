package nustream.campaigns.scaling.stream;

import nustream.campaigns.scaling.cost.Shape;
import nustream.campaigns.scaling.cost.Work;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topic that a worker takes its work from.
 *
 * @param group consumer group of the worker
 * @param readOffsets offsets of a partition that are read at most, a power of two
 * @param runOffsets where not all are read, so many are read one after the other, a power of two:
 *     of a topic that is written in transactions, whose markers have offsets too, a single one
 *     would say nothing about the others
 * @param fetchBytes bytes that are fetched at once
 */
record WorkTopic(
    String topic, String group, int readOffsets, int runOffsets, int fetchBytes, Reader reader) {
  /** Counts as something to do, but takes no time: its worker will put it aside. */
  static final Work UNREADABLE = new Work("", new Shape("unreadable", 1), 0);

  WorkTopic {
    powerOfTwo("read offsets of " + topic, readOffsets);
    powerOfTwo("offsets of a run of " + topic, runOffsets);
    if (runOffsets > readOffsets) {
      throw new IllegalArgumentException(
          topic + ": runs of " + runOffsets + " offsets, want at most " + readOffsets);
    }
  }

  /** Tells what a record asks for; throws {@link NustreamException} when it holds no message. */
  interface Reader {
    Work read(ConsumerRecord<String, byte[]> record);
  }

  Work work(ConsumerRecord<String, byte[]> record) {
    try {
      return reader.read(record);
    } catch (NustreamException e) {
      return UNREADABLE;
    }
  }

  private static void powerOfTwo(String name, int value) {
    if (value < 1 || Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(name + " = " + value + "; allowed: a power of two");
    }
  }
}
