package nustream.sampler.model;

import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchModule;

/** One native call per step, with the analytic physics of the input rows between. */
final class SteppedLoop implements DenoisingLoop {
  private static final int POINT = DenoiserNetwork.POINT;

  private final TorchModule module;
  private final int width;
  private final RowWriter writer;
  private final double[] velocity = new double[POINT];

  SteppedLoop(TorchModule module, DenoiserNetwork network, ScaleFreeSeesaw seesaw) {
    this.module = module;
    width = network.inputs();
    writer = new RowWriter(network.variant(), seesaw);
  }

  @Override
  public void run(
      DenoisingBlock block, SamplingSchedule schedule, Ordering ordering, double guidance) {
    float[] rows = new float[block.count() * width];
    float[] embedding = new float[NoiseLevel.EMBEDDING];
    for (SamplingSchedule.Step step : schedule.steps()) {
      step.level().embed(embedding, 0);
      HostTensor level = new HostTensor(embedding, 1, NoiseLevel.EMBEDDING);
      float[] answer = conditional(block, step, ordering, rows, level);
      if (guidance > 0) {
        guide(answer, unconditional(block, rows, level), guidance);
      }
      move(block, step, answer);
    }
  }

  private float[] conditional(
      DenoisingBlock block,
      SamplingSchedule.Step step,
      Ordering ordering,
      float[] rows,
      HostTensor level) {
    for (int i = 0; i < block.count(); i++) {
      int label = i * ConditionRow.LABELS;
      writer.fill(
          block.x(), i * POINT, step.level(), ordering, block.labels(), label, rows, i * width);
    }
    return module.infer("denoise", new HostTensor(rows, block.count(), width), level);
  }

  private float[] unconditional(DenoisingBlock block, float[] rows, HostTensor level) {
    for (int i = 0; i < block.count(); i++) {
      writer.fillDropped(block.x(), i * POINT, rows, i * width);
    }
    return module.infer("denoise", new HostTensor(rows, block.count(), width), level);
  }

  private static void guide(float[] answer, float[] free, double guidance) {
    for (int k = 0; k < answer.length; k++) {
      answer[k] = (float) ((1 + guidance) * answer[k] - guidance * free[k]);
    }
  }

  private void move(DenoisingBlock block, SamplingSchedule.Step step, float[] answer) {
    double[] x = block.x();
    for (int i = 0; i < block.count(); i++) {
      writer.leaveVelocity(x, i * POINT, answer, i * POINT, velocity);
      for (int d = 0; d < POINT; d++) {
        int k = i * POINT + d;
        x[k] = step.state() * x[k] + step.velocity() * velocity[d];
        if (step.noise() > 0) {
          x[k] += step.noise() * block.random()[i].nextGaussian();
        }
      }
    }
  }
}
