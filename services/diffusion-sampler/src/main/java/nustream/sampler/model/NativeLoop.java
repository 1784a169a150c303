package nustream.sampler.model;

import java.util.List;
import nustream.flavor.physics.Ordering;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchModule;

/** All steps in one native call, for a network that needs no physics between them. */
final class NativeLoop implements DenoisingLoop {
  private static final int POINT = DenoiserNetwork.POINT;

  private final TorchModule module;

  NativeLoop(TorchModule module) {
    this.module = module;
  }

  @Override
  public void run(
      DenoisingBlock block, SamplingSchedule schedule, Ordering ordering, double guidance) {
    float[] sampled =
        module.infer(
            "sample",
            start(block),
            condition(block, ordering),
            levels(schedule.steps()),
            factors(schedule.steps()),
            noise(block, schedule.steps()),
            new HostTensor(new float[] {(float) guidance}, 1));
    for (int k = 0; k < sampled.length; k++) {
      block.x()[k] = sampled[k];
    }
  }

  private static HostTensor start(DenoisingBlock block) {
    float[] x = new float[block.count() * POINT];
    for (int k = 0; k < x.length; k++) {
      x[k] = (float) block.x()[k];
    }
    return new HostTensor(x, block.count(), POINT);
  }

  private static HostTensor condition(DenoisingBlock block, Ordering ordering) {
    float[] rows = new float[block.count() * ConditionRow.SIZE];
    for (int i = 0; i < block.count(); i++) {
      int label = i * ConditionRow.LABELS;
      ConditionRow.fill(block.labels(), label, ordering, rows, i * ConditionRow.SIZE);
    }
    return new HostTensor(rows, block.count(), ConditionRow.SIZE);
  }

  private static HostTensor levels(List<SamplingSchedule.Step> steps) {
    float[] embedded = new float[steps.size() * NoiseLevel.EMBEDDING];
    for (int k = 0; k < steps.size(); k++) {
      steps.get(k).level().embed(embedded, k * NoiseLevel.EMBEDDING);
    }
    return new HostTensor(embedded, steps.size(), NoiseLevel.EMBEDDING);
  }

  private static HostTensor factors(List<SamplingSchedule.Step> steps) {
    float[] factors = new float[steps.size() * 3];
    for (int k = 0; k < steps.size(); k++) {
      factors[3 * k] = (float) steps.get(k).state();
      factors[3 * k + 1] = (float) steps.get(k).velocity();
      factors[3 * k + 2] = (float) steps.get(k).noise();
    }
    return new HostTensor(factors, steps.size(), 3);
  }

  /** Fresh noise for every step, or an empty tensor where no step needs any. */
  private static HostTensor noise(DenoisingBlock block, List<SamplingSchedule.Step> steps) {
    boolean needed = steps.stream().anyMatch(step -> step.noise() > 0);
    int count = needed ? steps.size() : 0;
    float[] noise = new float[count * block.count() * POINT];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < block.count(); i++) {
        int from = (k * block.count() + i) * POINT;
        for (int d = 0; d < POINT; d++) {
          noise[from + d] = (float) block.random()[i].nextGaussian();
        }
      }
    }
    return new HostTensor(noise, count, block.count(), POINT);
  }
}
