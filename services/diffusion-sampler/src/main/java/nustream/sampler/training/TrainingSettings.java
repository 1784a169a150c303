package nustream.sampler.training;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nustream.sampler.model.DenoiserNetwork;
import nustream.sampler.model.Variant;

/**
 * Everything that decides the weights of a training, its number of steps apart.
 *
 * @param network its variant and size
 * @param decades spread of the right-handed masses of the prior: 0, 1 or 4
 * @param seed of everything random
 * @param batchRows rows per step, 1 to 65,536
 * @param peakRate largest learning rate; it rises over the first 200 steps and falls as a cosine
 * @param averageDecay of the moving average of the weights, in [0, 1); in the first steps (s + 1) /
 *     (s + 10) where that is less
 * @param mixture where rows come from
 * @param temperedWidth how far the labels of tempered draws lie around the measured ones, in the
 *     units of {@link nustream.sampler.model.ConditionRow}, 0.1 to 10; a draw costs about the
 *     inverse cube of it
 * @param normalPoints pooled points of normal ordering, 256 to 4,194,304 (100 bytes each)
 * @param invertedPoints pooled points of inverted ordering, in the same limits
 * @param threads native threads of a step; another number changes the last bits
 */
public record TrainingSettings(
    DenoiserNetwork network,
    double decades,
    long seed,
    int batchRows,
    double peakRate,
    double averageDecay,
    BatchMixture mixture,
    double temperedWidth,
    int normalPoints,
    int invertedPoints,
    int threads) {
  private static final int MOST_POINTS = 1 << 22;

  /** Of the trainings whose cards do not tell their tempered width. */
  private static final String FIRST_WIDTH = "0.6";

  public TrainingSettings {
    require(decades == 0 || decades == 1 || decades == 4, "decades", decades, "0, 1 or 4");
    require(batchRows >= 1 && batchRows <= 65_536, "batch", batchRows, "1 to 65536");
    require(peakRate > 0 && peakRate < 1, "rate", peakRate, "between 0 and 1");
    require(averageDecay >= 0 && averageDecay < 1, "average decay", averageDecay, "0 to below 1");
    require(
        temperedWidth >= 0.1 && temperedWidth <= 10, "tempered width", temperedWidth, "0.1 to 10");
    require(
        normalPoints >= PointPools.CHUNKS && normalPoints <= MOST_POINTS,
        "pool",
        normalPoints,
        PointPools.CHUNKS + " to " + MOST_POINTS);
    require(
        invertedPoints >= PointPools.CHUNKS && invertedPoints <= MOST_POINTS,
        "inverted pool",
        invertedPoints,
        PointPools.CHUNKS + " to " + MOST_POINTS);
    require(threads >= 1 && threads <= 256, "threads", threads, "1 to 256");
  }

  /** Name of the prior, for example "anarchy/log1". */
  public String prior() {
    return decades == 0 ? "anarchy/deg" : "anarchy/log" + (int) decades;
  }

  /** The settings by name, as they stand in the card and in checkpoints. */
  public Map<String, String> describe() {
    Map<String, String> words = new TreeMap<>();
    words.put("variant", network.variant().word());
    words.put("width", String.valueOf(network.width()));
    words.put("layers", String.valueOf(network.layers()));
    words.put("decades", String.format(Locale.ROOT, "%.0f", decades));
    words.put("seed", String.valueOf(seed));
    words.put("batch", String.valueOf(batchRows));
    words.put("rate", String.valueOf(peakRate));
    words.put("average_decay", String.valueOf(averageDecay));
    words.put("inverted_share", String.valueOf(mixture.inverted()));
    words.put("untempered_share", String.valueOf(mixture.untempered()));
    words.put("kept_share", String.valueOf(mixture.kept()));
    words.put("dropped_share", String.valueOf(mixture.dropped()));
    words.put("tempered_width", String.valueOf(temperedWidth));
    words.put("pool", String.valueOf(normalPoints));
    words.put("inverted_pool", String.valueOf(invertedPoints));
    words.put("threads", String.valueOf(threads));
    return words;
  }

  /** The settings that {@link #describe} described. */
  public static TrainingSettings read(Map<String, String> words) {
    return new TrainingSettings(
        new DenoiserNetwork(
            Variant.named(word(words, "variant")),
            Integer.parseInt(word(words, "width")),
            Integer.parseInt(word(words, "layers"))),
        Double.parseDouble(word(words, "decades")),
        Long.parseLong(word(words, "seed")),
        Integer.parseInt(word(words, "batch")),
        Double.parseDouble(word(words, "rate")),
        Double.parseDouble(word(words, "average_decay")),
        new BatchMixture(
            Double.parseDouble(word(words, "inverted_share")),
            Double.parseDouble(word(words, "untempered_share")),
            Double.parseDouble(word(words, "kept_share")),
            Double.parseDouble(word(words, "dropped_share"))),
        Double.parseDouble(words.getOrDefault("tempered_width", FIRST_WIDTH)),
        Integer.parseInt(word(words, "pool")),
        Integer.parseInt(word(words, "inverted_pool")),
        Integer.parseInt(word(words, "threads")));
  }

  private static String word(Map<String, String> words, String name) {
    String word = words.get(name);
    if (word == null) {
      throw new IllegalArgumentException("setting " + name + " is missing");
    }
    return word;
  }

  /** The same settings with another seed. */
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(
        network,
        decades,
        other,
        batchRows,
        peakRate,
        averageDecay,
        mixture,
        temperedWidth,
        normalPoints,
        invertedPoints,
        threads);
  }

  /** The same settings for a round of transfer learning. */
  public TrainingSettings forTransfer(double rate, double keptShare, int nativeThreads) {
    BatchMixture mixed =
        new BatchMixture(mixture.inverted(), mixture.untempered(), keptShare, mixture.dropped());
    return new TrainingSettings(
        network,
        decades,
        seed,
        batchRows,
        rate,
        averageDecay,
        mixed,
        temperedWidth,
        normalPoints,
        invertedPoints,
        nativeThreads);
  }

  private static void require(boolean valid, String name, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(name + " = " + value + ", allowed " + allowed);
    }
  }
}
