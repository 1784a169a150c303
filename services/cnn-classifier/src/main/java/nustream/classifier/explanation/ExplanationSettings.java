package nustream.classifier.explanation;

/**
 * How a map is explained.
 *
 * @param baseline what attributions start from
 * @param pairs pairs of noise baselines of opposite sign, 1 to 64; of the zero map there is one
 * @param steps gradients per path, 1 to 1024
 * @param batch gradients per native call, 1 to 1024; bounds memory
 * @param symmetrise whether to explain the logit averaged over the symmetries of the square
 * @param seed of the noise baselines
 */
public record ExplanationSettings(
    BaselineKind baseline, int pairs, int steps, int batch, boolean symmetrise, long seed) {
  public ExplanationSettings {
    require("pairs of baselines", pairs, 64);
    require("steps", steps, 1024);
    require("batch", batch, 1024);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " = " + value + ", allowed 1 to " + most);
    }
  }

  /** These settings with other noise baselines. */
  public ExplanationSettings withSeed(long other) {
    return new ExplanationSettings(baseline, pairs, steps, batch, symmetrise, other);
  }

  /** 4 pairs of noise baselines, 32 steps each. */
  public static ExplanationSettings defaults() {
    return new ExplanationSettings(BaselineKind.NOISE, 4, 32, 16, false, 1);
  }
}
