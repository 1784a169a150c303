package nustream.sampler.command;

import nustream.flavor.physics.Ordering;
import nustream.learning.store.ModelCard;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.Target;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that decide what is generated. */
final class GenerationOptions {
  @Mixin private DataOptions data;

  @Option(
      names = "--ordering",
      description = "NO or IO (default: ${DEFAULT-VALUE}).",
      defaultValue = "NO")
  private Ordering ordering;

  @Option(
      names = "--target",
      description = "BOX or BEST_FIT (default: ${DEFAULT-VALUE}).",
      defaultValue = "BOX")
  private Target target;

  @Option(names = "--guidance", description = "Default: as in the model's card.")
  private Double guidance;

  @Option(names = "--sampling-steps", description = "Default: as in the model's card.")
  private Integer steps;

  @Option(names = "--eta", description = "Default: as in the model's card.")
  private Double eta;

  @Option(
      names = "--block-size",
      description = "Candidates per block (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int blockSize;

  @Option(names = "--workers", description = "Threads that generate (default: one per core).")
  private Integer workers;

  int workers() {
    return workers == null ? Runtime.getRuntime().availableProcessors() : workers;
  }

  /** The request of block 0, with the defaults of a card. */
  GenerationRequest request(ModelCard card) {
    return new GenerationRequest(
        data.seed(),
        0,
        blockSize,
        data.release(),
        ordering,
        target,
        guidance == null ? card.defaultGuidance() : guidance,
        steps == null ? card.defaultSteps() : steps,
        eta == null ? card.defaultEta() : eta);
  }

  /** Whole blocks for at least so many candidates. */
  int blocks(int candidates) {
    return Math.max(1, (candidates + blockSize - 1) / blockSize);
  }
}
