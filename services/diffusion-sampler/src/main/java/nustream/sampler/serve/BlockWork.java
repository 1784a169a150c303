package nustream.sampler.serve;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import nustream.flavor.v1.CandidateBlock;
import nustream.learning.store.ModelRelease;
import nustream.serving.ModelKind;
import nustream.serving.pool.Computed;
import nustream.serving.pool.OpenModel;

/** Generates blocks for a pool, each by a native call of its own. */
final class BlockWork implements ModelKind<SeesawModel, BlockOrder, CandidateBlock> {
  private final BlockGenerator.Opener opener;
  private final String generatorVersion;
  private final GenerationMetrics metrics;

  /**
   * @param generatorVersion written into every block
   * @param registry takes the meters of generation
   */
  BlockWork(BlockGenerator.Opener opener, String generatorVersion, MeterRegistry registry) {
    this.opener = opener;
    this.generatorVersion = generatorVersion;
    this.metrics = new GenerationMetrics(registry);
  }

  @Override
  public SeesawModel model(ModelRelease release) {
    return new SeesawModel(release);
  }

  @Override
  public OpenModel<BlockOrder, CandidateBlock> open(SeesawModel model) {
    return new Generating(opener.open(model.release()));
  }

  private final class Generating implements OpenModel<BlockOrder, CandidateBlock> {
    private final BlockGenerator generator;

    Generating(BlockGenerator generator) {
      this.generator = generator;
    }

    @Override
    public Computed<CandidateBlock> compute(List<BlockOrder> orders) {
      if (orders.size() != 1) {
        throw new IllegalArgumentException(orders.size() + " blocks in one call, want 1");
      }
      BlockOrder order = orders.get(0);
      GeneratedBlock generated = generator.generate(order);
      return place -> block(order, generated);
    }

    private CandidateBlock block(BlockOrder order, GeneratedBlock generated) {
      CandidateBlock block = CandidateBlocks.of(order, generated, generatorVersion);
      metrics.generated(generated.timing());
      return block;
    }

    @Override
    public void close() {
      generator.close();
    }
  }
}
