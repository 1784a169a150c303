package nustream.sampler.training;

import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.random.CounterRandom;
import nustream.learning.batch.BatchMaking;
import nustream.learning.torch.HostTensor;
import nustream.sampler.model.ConditionRow;
import nustream.sampler.model.DenoiserNetwork;
import nustream.sampler.model.NoiseLevel;
import nustream.sampler.model.RowWriter;
import nustream.sampler.model.Variant;

/**
 * Makes the batch of a step: (rows, levels, velocities). The batch is a function of settings, kept
 * points and step.
 *
 * <p>Levels: ln(sigma/alpha) is normal with mean -1.3 and width 1.5 for three quarters of the rows,
 * where the mode is decided, and flat in [-5.5, 3] for the rest, so that every level of the sampler
 * is seen. For one thread.
 */
final class BatchMaker implements BatchMaking<HostTensor[]> {
  private static final double NARROW_SHARE = 0.75;
  private static final double NARROW_MEAN = -1.3;
  private static final double NARROW_WIDTH = 1.5;
  private static final double LOWEST = NoiseLevel.LEAST_SEEN;
  private static final double HIGHEST = 3;

  private static final int POINT = DenoiserNetwork.POINT;

  private final TrainingSettings settings;
  private final PointPools pools;
  private final KeptPoints kept;
  private final ScaleFreeSeesaw seesaw;
  private final RowWriter writer;
  private final CounterRandom random = new CounterRandom(0, 0, 0);
  private final double[] x = new double[POINT];
  private final double[] noisy = new double[POINT];
  private final double[] clean = new double[POINT];
  private final double[] velocity = new double[POINT];
  private final double[] label = new double[ConditionRow.LABELS];

  /**
   * @param kept the model's own attempts; empty unless the mixture has a share for them
   */
  BatchMaker(TrainingSettings settings, PointPools pools, KeptPoints kept) {
    this.settings = settings;
    this.pools = pools;
    this.kept = kept;
    seesaw = new ScaleFreeSeesaw(settings.decades());
    writer = new RowWriter(settings.network().variant(), seesaw);
  }

  @Override
  public HostTensor[] make(long step) {
    pools.advanceTo(step);
    int rows = settings.batchRows();
    int width = settings.network().inputs();
    float[] inputs = new float[rows * width];
    float[] levels = new float[rows * NoiseLevel.EMBEDDING];
    float[] velocities = new float[rows * POINT];
    for (int row = 0; row < rows; row++) {
      random.reset(RandomStream.BATCHES.key(settings.seed()), step, row);
      Ordering ordering = drawPoint();
      NoiseLevel level = drawLevel();
      for (int d = 0; d < POINT; d++) {
        noisy[d] = level.alpha() * x[d] + level.sigma() * random.nextGaussian();
      }
      target(level);
      for (int d = 0; d < POINT; d++) {
        // v = alpha eps - sigma x_0 with eps = (x_t - alpha x_0)/sigma.
        velocity[d] = (level.alpha() * noisy[d] - clean[d]) / level.sigma();
      }
      writer.enterVelocity(noisy, 0, velocity, velocities, row * POINT);
      level.embed(levels, row * NoiseLevel.EMBEDDING);
      if (random.nextUniform() < settings.mixture().dropped()) {
        writer.fillDropped(noisy, 0, inputs, row * width);
      } else {
        writer.fill(noisy, 0, level, ordering, label, 0, inputs, row * width);
      }
    }
    return new HostTensor[] {
      new HostTensor(inputs, rows, width),
      new HostTensor(levels, rows, NoiseLevel.EMBEDDING),
      new HostTensor(velocities, rows, POINT)
    };
  }

  /**
   * What x_0 counts as: for the informed variant its mean over the phases that no label sees, which
   * has the same mean given x_t and less noise.
   */
  private void target(NoiseLevel level) {
    if (settings.network().variant() == Variant.INFORMED) {
      seesaw.meanOverPhases(x, noisy, level.alpha(), level.sigma(), clean);
    } else {
      System.arraycopy(x, 0, clean, 0, POINT);
    }
  }

  private Ordering drawPoint() {
    BatchMixture mixture = settings.mixture();
    Ordering ordering = random.nextUniform() < mixture.inverted() ? Ordering.IO : Ordering.NO;
    double source = random.nextUniform();
    if (source < mixture.untempered()) {
      do {
        seesaw.drawPrior(random, x, 0);
      } while (!seesaw.labels(x, 0, ordering, label, 0));
      return ordering;
    }
    // Attempts are kept for one ordering; the other goes on with the prior.
    boolean own = source < mixture.untempered() + mixture.kept() && kept.of(ordering).size() > 0;
    PointPool pool = own ? kept.of(ordering) : pools.of(ordering);
    pool.get(random.nextInt(pool.size()), x, label);
    seesaw.augment(random, x, 0);
    return ordering;
  }

  private NoiseLevel drawLevel() {
    double logRatio =
        random.nextUniform() < NARROW_SHARE
            ? NARROW_MEAN + NARROW_WIDTH * random.nextGaussian()
            : LOWEST + (HIGHEST - LOWEST) * random.nextUniform();
    return NoiseLevel.ofLogRatio(logRatio);
  }
}
