package nustream.results.stream;

import java.util.ArrayList;
import java.util.List;
import nustream.contracts.Topics;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;
import nustream.messaging.Values;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.Arrivals;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one poll, decoded and checked. */
record RecordBatch(
    List<Arrivals.Block> blocks,
    List<Verdict> verdicts,
    List<Arrivals.ClassifiedMap> maps,
    List<Poison> poison) {

  /** A record that cannot be processed, now or ever. */
  record Poison(ConsumerRecord<String, byte[]> record, Failure failure) {}

  static RecordBatch of(Iterable<ConsumerRecord<String, byte[]>> records) {
    var batch =
        new RecordBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        batch.add(record);
      } catch (NustreamException e) {
        batch.poison.add(new Poison(record, Failure.of(e)));
      }
    }
    return batch;
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topics.SOLUTIONS)) {
      SolutionBlock block = SolutionBlocks.checked(Values.decode(record, SolutionBlock.class));
      blocks.add(new Arrivals.Block(record.partition(), record.offset(), block));
    } else if (record.topic().equals(Topics.CLASSIFICATIONS)) {
      Classification map = Classifications.checked(Values.decode(record, Classification.class));
      maps.add(new Arrivals.ClassifiedMap(record.partition(), record.offset(), map));
    } else {
      verdicts.add(SolutionBlocks.checked(Values.decode(record, Verdict.class)));
    }
  }
}
