package nustream.sampler.serve;

import nustream.flavor.physics.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.SeesawGenerator;
import nustream.sampler.model.Target;

/** Blocks from the diffusion model of the seesaw. */
final class SeesawBlocks implements BlockGenerator {
  private final SeesawGenerator generator;

  private SeesawBlocks(SeesawGenerator generator) {
    this.generator = generator;
  }

  /** Opens models of this store; each time the file is checked against its digest. */
  static BlockGenerator.Opener in(ModelStore store) {
    return release -> open(store.load(release.digest()));
  }

  private static SeesawBlocks open(ModelRelease checked) {
    return new SeesawBlocks(SeesawGenerator.open(checked));
  }

  @Override
  public GeneratedBlock generate(BlockOrder order) {
    double[] parameters = generator.generate(request(order));
    return new GeneratedBlock(parameters, generator.lastTiming());
  }

  static GenerationRequest request(BlockOrder order) {
    Sampling sampling = order.resolved().sampling();
    return new GenerationRequest(
        sampling.getSeed(),
        order.block(),
        order.count(),
        sampling.getRelease(),
        Ordering.valueOf(SamplingRules.word(sampling.getOrdering())),
        switch (sampling.getTarget()) {
          case TARGET_BOX -> Target.BOX;
          case TARGET_BEST_FIT -> Target.BEST_FIT;
          case TARGET_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException("target = " + sampling.getTarget());
        },
        sampling.getGuidance(),
        sampling.getSteps(),
        sampling.getEta());
  }

  @Override
  public void close() {
    generator.close();
  }
}
