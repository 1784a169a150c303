package nustream.campaigns.pacing;

import java.util.random.RandomGeneratorFactory;

/** What a model and a filter would make of each block: a function of (seed, block) alone. */
record Blocks(long seed, int blockSize, double acceptance) {
  static final AnsweringModel MODEL = new AnsweringModel("sha256:" + "a".repeat(64), "box");
  static final AnsweringModel OTHER = new AnsweringModel("sha256:" + "b".repeat(64), "box");

  Answer.Judged judged(long block) {
    return judged(block, MODEL);
  }

  Answer.Judged judged(long block, AnsweringModel model) {
    var random =
        RandomGeneratorFactory.of("SplittableRandom")
            .create(seed * 1_000_003 + block * 31 + model.digest().hashCode());
    int accepted = 0;
    for (int i = 0; i < blockSize; i++) {
      accepted += random.nextDouble() < acceptance ? 1 : 0;
    }
    int rejected = blockSize - accepted;
    return new Answer.Judged(
        new Tally(blockSize, accepted, new Tally.Rejected(rejected, 0, rejected, 0, 0, 0)), model);
  }

  /** The figures of blocks 0 to {@code blocks - 1}, summed here and not by the campaign. */
  Tally sum(long blocks) {
    long accepted = 0;
    for (long block = 0; block < blocks; block++) {
      accepted += judged(block).tally().accepted();
    }
    long generated = blocks * blockSize;
    long rejected = generated - accepted;
    return new Tally(generated, accepted, new Tally.Rejected(rejected, 0, rejected, 0, 0, 0));
  }

  /** Length of the shortest prefix that holds the target. */
  long blocksFor(long target) {
    long blocks = 0;
    for (long accepted = 0; accepted < target; blocks++) {
      accepted += judged(blocks).tally().accepted();
    }
    return blocks;
  }
}
