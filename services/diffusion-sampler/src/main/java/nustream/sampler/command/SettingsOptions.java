package nustream.sampler.command;

import nustream.sampler.model.DenoiserNetwork;
import nustream.sampler.model.Variant;
import nustream.sampler.training.BatchMixture;
import nustream.sampler.training.TrainingSettings;
import picocli.CommandLine.Option;

/** The options that decide a training. */
final class SettingsOptions {
  @Option(
      names = "--variant",
      description = "informed or plain (default: ${DEFAULT-VALUE}).",
      defaultValue = "informed")
  private String variant;

  @Option(
      names = "--decades",
      description =
          "Decades that the right-handed masses are log-flat over: 0, 1 or 4 (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private double decades;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "1")
  private long seed;

  @Option(names = "--width", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "256")
  private int width;

  @Option(names = "--layers", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "4")
  private int layers;

  @Option(
      names = "--batch",
      description = "Rows per step (default: ${DEFAULT-VALUE}).",
      defaultValue = "1024")
  private int batch;

  @Option(
      names = "--rate",
      description = "Largest learning rate (default: ${DEFAULT-VALUE}).",
      defaultValue = "1.5e-3")
  private double rate;

  @Option(
      names = "--average-decay",
      description = "Decay of the moving average of the weights (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.999")
  private double averageDecay;

  @Option(
      names = "--inverted-share",
      description = "Share of rows with inverted ordering (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.15")
  private double invertedShare;

  @Option(
      names = "--untempered-share",
      description = "Share of rows straight from the prior (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.05")
  private double untemperedShare;

  @Option(
      names = "--dropped-share",
      description = "Share of rows without condition (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.1")
  private double droppedShare;

  @Option(
      names = "--tempered-width",
      description =
          "Spread of the labels of training draws around the measured ones, in units of the"
              + " condition's widths (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.6")
  private double temperedWidth;

  @Option(
      names = "--pool",
      description = "Pooled points of normal ordering (default: ${DEFAULT-VALUE}).",
      defaultValue = "262144")
  private int pool;

  @Option(
      names = "--inverted-pool",
      description = "Pooled points of inverted ordering (default: ${DEFAULT-VALUE}).",
      defaultValue = "32768")
  private int invertedPool;

  @Option(
      names = "--threads",
      description = "Native threads of a step (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int threads;

  TrainingSettings toSettings() {
    return new TrainingSettings(
        new DenoiserNetwork(Variant.named(variant), width, layers),
        decades,
        seed,
        batch,
        rate,
        averageDecay,
        new BatchMixture(invertedShare, untemperedShare, 0, droppedShare),
        temperedWidth,
        pool,
        invertedPool,
        threads);
  }
}
