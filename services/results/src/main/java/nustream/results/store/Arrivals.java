package nustream.results.store;

import java.util.List;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;

/**
 * What one poll brought, to be written in one transaction: the records, in the order of their
 * offsets within a partition, and the positions behind them.
 *
 * @param positions the next offset of every partition that moved
 */
public record Arrivals(
    List<Block> blocks,
    List<Verdict> verdicts,
    List<ClassifiedMap> maps,
    List<TopicPosition> positions) {

  /** A block of solutions and where its record stands in the topic of solutions. */
  public record Block(int partition, long offset, SolutionBlock solutions) {}

  /** A classification and where its record stands in the topic of classifications. */
  public record ClassifiedMap(int partition, long offset, Classification classification) {}

  /** What a write added; whatever else arrived had been there before. */
  public record Written(int blocks, int solutions, int verdicts, int classifications) {}

  public Arrivals {
    blocks = List.copyOf(blocks);
    verdicts = List.copyOf(verdicts);
    maps = List.copyOf(maps);
    positions = List.copyOf(positions);
  }
}
