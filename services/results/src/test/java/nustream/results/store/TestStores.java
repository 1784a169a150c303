package nustream.results.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nustream.contracts.Topics;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Verdict;

/** Small databases, and what would have come from the topics. */
final class TestStores {
  static final String TOPIC_ID = "WsD0vYq3SfqXc9fZb0Zc3w";

  private TestStores() {}

  static StoreSettings settings(Path file) {
    return new StoreSettings(file, 64L << 20, 256L << 20, 16L << 20, 1, 2, Duration.ofSeconds(10));
  }

  static SolutionDatabase open(Path file) {
    return SolutionDatabase.open(settings(file));
  }

  static Arrivals.Block at(int partition, long offset, SolutionBlock block) {
    return new Arrivals.Block(partition, offset, block);
  }

  /** Blocks with the positions behind them. */
  static Arrivals arrivals(List<Arrivals.Block> blocks) {
    return arrivals(blocks, List.of());
  }

  static Arrivals arrivals(List<Arrivals.Block> blocks, List<Verdict> verdicts) {
    List<TopicPosition> positions = new ArrayList<>();
    blocks.stream()
        .mapToInt(Arrivals.Block::partition)
        .distinct()
        .sorted()
        .forEach(
            partition ->
                positions.add(
                    position(
                        partition,
                        1
                            + blocks.stream()
                                .filter(b -> b.partition() == partition)
                                .mapToLong(Arrivals.Block::offset)
                                .max()
                                .orElseThrow())));
    return new Arrivals(blocks, verdicts, List.of(), positions);
  }

  static TopicPosition position(int partition, long nextOffset) {
    return new TopicPosition(Topics.SOLUTIONS, TOPIC_ID, partition, nextOffset);
  }

  /** Everything that a walk hands out before the end. */
  static List<StoredSolution> rest(SolutionWalk walk, SolutionDatabase database) {
    List<StoredSolution> all = new ArrayList<>();
    long end = database.extent().endSeq();
    while (!walk.isAt(end)) {
      for (StoredSolution solution : walk.next(end)) {
        walk.handedOut(solution);
        all.add(solution);
      }
    }
    return all;
  }
}
