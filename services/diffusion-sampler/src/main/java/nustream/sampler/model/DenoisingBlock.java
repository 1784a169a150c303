package nustream.sampler.model;

import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.random.CounterRandom;

/**
 * The state of a block on its way from noise to candidates.
 *
 * @param count candidates
 * @param x count x 21 standardised coordinates, changed in place
 * @param labels count x 4, what each candidate aims at
 * @param dm2_3l what each candidate's scale is set to, eV^2
 * @param random one stream per candidate
 */
record DenoisingBlock(
    int count, double[] x, double[] labels, double[] dm2_3l, CounterRandom[] random) {
  /** Draws targets and starts from pure noise; each candidate from its own stream. */
  static DenoisingBlock start(GenerationRequest request, NufitTable table) {
    int count = request.count();
    DenoisingBlock block =
        new DenoisingBlock(
            count,
            new double[count * DenoiserNetwork.POINT],
            new double[count * ConditionRow.LABELS],
            new double[count],
            new CounterRandom[count]);
    for (int i = 0; i < count; i++) {
      CounterRandom random = new CounterRandom(request.seed(), request.block(), i);
      block.random[i] = random;
      int label = i * ConditionRow.LABELS;
      if (request.target() == Target.BOX) {
        block.dm2_3l[i] = table.drawTarget(random, block.labels, label);
      } else {
        table.bestFitLabel(block.labels, label);
        block.dm2_3l[i] = table.dm2_3l().bestFit();
      }
      for (int d = 0; d < DenoiserNetwork.POINT; d++) {
        block.x[i * DenoiserNetwork.POINT + d] = random.nextGaussian();
      }
    }
    return block;
  }
}
