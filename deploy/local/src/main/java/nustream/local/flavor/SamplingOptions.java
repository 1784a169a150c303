package nustream.local.flavor;

import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a flavour campaign asks the sampler for. */
public final class SamplingOptions {
  @Mixin BoxOptions box;

  @Option(
      names = "--model",
      defaultValue = "",
      description =
          "Name or digest of the model (default: the one that is shipped for the ordering).")
  String model;

  @Option(
      names = "--guidance",
      paramLabel = "G",
      description =
          "Weight of classifier-free guidance, >= 0 (default: as shipped with the model).")
  Double guidance;

  @Option(
      names = "--steps",
      paramLabel = "S",
      description = "Denoising steps (default: as shipped with the model).")
  Integer steps;

  @Option(
      names = "--eta",
      paramLabel = "E",
      description =
          "Noise put back per step, 0 deterministic to 1 ancestral (default: as shipped).")
  Double eta;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same candidates (default: ${DEFAULT-VALUE}).")
  long seed;

  /** The options as the services take them; they check the values. */
  Sampling sampling() {
    var sampling =
        Sampling.newBuilder()
            .setRelease(box.release)
            .setOrdering(Orderings.proto(box.ordering))
            .setModel(model)
            .setTarget(Target.TARGET_BOX)
            .setSeed(seed);
    if (guidance != null) {
      sampling.setGuidance(guidance);
    }
    if (steps != null) {
      sampling.setSteps(steps);
    }
    if (eta != null) {
      sampling.setEta(eta);
    }
    return sampling.build();
  }
}
