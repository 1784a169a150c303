package nustream.sampler.model;

import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.Prior;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.SeesawParameters;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.TorchDevice;
import nustream.learning.torch.TorchModule;
import nustream.learning.torch.TorchRuntime;

/**
 * Generates blocks of candidates with one released model. It owns native memory and belongs to one
 * thread at a time: one per worker. The same request gives the same bytes whenever it is repeated
 * on the same kind of processor: every candidate draws from (seed, block, place), the block is one
 * matrix that is never split, and one native thread computes it.
 */
public final class SeesawGenerator implements AutoCloseable {
  private final ModelCard card;
  private final DenoisingLoop loop;
  private final TorchModule module;
  private final ScaleFreeSeesaw seesaw;
  private GenerationTiming lastTiming = new GenerationTiming(0, 0, 0);

  private SeesawGenerator(ModelCard card, TorchModule module, DenoisingLoop loop, double decades) {
    this.card = card;
    this.module = module;
    this.loop = loop;
    seesaw = new ScaleFreeSeesaw(decades);
  }

  /**
   * Loads a model on the device that there is.
   *
   * @throws IllegalArgumentException if card and parameters are not of a network of this program
   * @throws RuntimeException with libtorch's reason if the model file cannot be loaded
   */
  public static SeesawGenerator open(ModelRelease release) {
    DenoiserNetwork network = ModelFile.network(release.card());
    double decades = decades(release.card());
    ModelFile.requireFit(network, release);
    TorchRuntime.prepareThread(1);
    TorchModule module = TorchModule.load(release.modelFile(), TorchDevice.AUTO);
    DenoisingLoop loop =
        network.variant() == Variant.PLAIN
            ? new NativeLoop(module)
            : new SteppedLoop(module, network, new ScaleFreeSeesaw(decades));
    return new SeesawGenerator(release.card(), module, loop, decades);
  }

  /**
   * Decades that the right-handed masses of a model's prior are log-flat over.
   *
   * @throws IllegalArgumentException if it is not an anarchy prior
   */
  public static double decades(ModelCard card) {
    if (Prior.named(card.prior()) instanceof AnarchyPrior anarchy) {
      return anarchy.decades();
    }
    throw new IllegalArgumentException(
        "prior = " + card.prior() + ", allowed anarchy/deg, anarchy/log1, anarchy/log4");
  }

  /** The card of the model. */
  public ModelCard card() {
    return card;
  }

  /**
   * Generates one block.
   *
   * @return count x 21 numbers laid out as in {@link SeesawParameters}: the common right-handed
   *     scale is set so that each candidate's dm2_3l is the one it aims at. A candidate may hold
   *     numbers that are not finite; it is the reader's to reject
   * @throws IllegalArgumentException if the release or the ordering is unknown, or the model was
   *     not trained for the ordering
   */
  public double[] generate(GenerationRequest request) {
    if (!card.orderings().contains(request.ordering().name())) {
      throw new IllegalArgumentException(
          "ordering = "
              + request.ordering()
              + ", allowed "
              + card.orderings()
              + " for model "
              + card.name());
    }
    TorchRuntime.prepareThread(1);
    long start = System.nanoTime();
    long networkBefore = module.computeNanos();
    long copyingBefore = module.copyNanos();
    NufitTable table = NufitRelease.named(request.release()).table(request.ordering());
    SamplingSchedule schedule = SamplingSchedule.of(request.steps(), request.eta());
    DenoisingBlock block = DenoisingBlock.start(request, table);
    loop.run(block, schedule, request.ordering(), request.guidance());
    double[] parameters = physical(block, request.ordering());
    long network = module.computeNanos() - networkBefore;
    long copying = module.copyNanos() - copyingBefore;
    lastTiming =
        new GenerationTiming(network, System.nanoTime() - start - network - copying, copying);
    return parameters;
  }

  private double[] physical(DenoisingBlock block, Ordering ordering) {
    double[] parameters = new double[block.count() * SeesawParameters.SIZE];
    for (int i = 0; i < block.count(); i++) {
      int at = i * SeesawParameters.SIZE;
      seesaw.toParameters(block.x(), at, ordering, block.dm2_3l()[i], parameters, at);
    }
    return parameters;
  }

  /** Where the time of the last block went; all zero before the first. */
  public GenerationTiming lastTiming() {
    return lastTiming;
  }

  @Override
  public void close() {
    module.close();
  }
}
