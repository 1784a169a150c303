package nustream.classifier.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nustream.learning.torch.HostTensor;

/**
 * The network: from maps (n x 1 x P x P, float32) to rows of three numbers: the logit of massive
 * against massless neutrinos, the mass estimate in units of {@link #MASS_UNIT_EV}, and the
 * logarithm of its standard deviation in the same unit.
 *
 * <pre>
 * h_0     = A_0 * (scale kappa)                    5 x 5, width channels
 * h_l     = A_l * pool(r_(l-1))                    3 x 3, half the resolution of the level before
 * r_l     = h_l + V_l * silu(U_l * h_l)            residual block; r_l = h_l on the finest levels
 * f       = (ln &lt;h_l^2&gt;, &lt;silu(U_l * h_l)&gt;)        averages over pixels, all levels and channels
 * z       = (f - m) s                              statistics of training maps
 * answer  = W z + b + X silu(Y z + y)
 * </pre>
 *
 * The logarithms of mean squares are what the best classifier of Gaussian fields is a weighted sum
 * of; the residual blocks see what is not Gaussian. Convolutions wrap around for periodic maps and
 * see zeros outside for others. Averages make the network independent of the size of the map.
 *
 * @param width channels at the first level, 1 to 64; level l has width (l + 2)/2
 * @param levels resolutions, 1 to 6, each half of the one before
 * @param plainLevels levels from the finest on without residual block, 1 to levels
 * @param hidden units of the hidden layer of the heads, 1 to 256
 * @param periodic whether convolutions wrap around
 * @param scale constant that maps are multiplied by, above 0
 */
public record ClassifierNetwork(
    int width, int levels, int plainLevels, int hidden, boolean periodic, double scale) {
  /** Unit of the mass estimate, eV. */
  public static final double MASS_UNIT_EV = 0.1;

  /** Numbers in an answer. */
  public static final int OUTPUTS = 3;

  /** Parameter with the mean of each feature. */
  public static final String FEATURE_MEAN = "feature_mean";

  /** Parameter with one over the standard deviation of each feature. */
  public static final String FEATURE_SCALE = "feature_scale";

  private static final int STEM = 5;
  private static final int KERNEL = 3;

  public ClassifierNetwork {
    require(width >= 1 && width <= 64, "width", width, "1 to 64");
    require(levels >= 1 && levels <= 6, "levels", levels, "1 to 6");
    require(plainLevels >= 1 && plainLevels <= levels, "plain levels", plainLevels, "1 to levels");
    require(hidden >= 1 && hidden <= 256, "hidden", hidden, "1 to 256");
    require(scale > 0 && scale < 1e9, "scale", scale, "above 0");
  }

  private static void require(boolean valid, String name, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(name + " = " + value + ", allowed " + allowed);
    }
  }

  /** Channels of a level, from 0. */
  public int channels(int level) {
    return Math.max(1, width * (level + 2) / 2);
  }

  /** Numbers that describe a map before the heads. */
  public int features() {
    int sum = 0;
    for (int level = 0; level < levels; level++) {
      sum += channels(level) * (hasBlock(level) ? 2 : 1);
    }
    return sum;
  }

  boolean hasBlock(int level) {
    return level >= plainLevels;
  }

  /**
   * Returns if maps of this side fit: each level halves it evenly, and the coarsest has 4 pixels or
   * more.
   *
   * @throws IllegalArgumentException naming the side and what is allowed
   */
  public void requireSide(int pixels) {
    int factor = 1 << Math.max(1, levels - 1);
    require(
        pixels % factor == 0 && pixels >= 4 << (levels - 1),
        "pixels per side",
        pixels,
        "multiples of "
            + factor
            + " from "
            + (4 << (levels - 1))
            + " on for "
            + levels
            + " levels");
  }

  /**
   * One convolution as the product of a (rows x inner) and an (inner x columns) matrix.
   *
   * @param rows pixels of the result
   * @param inner input channels times the area of the kernel
   * @param columns output channels
   */
  public record MatrixProduct(int rows, int inner, int columns) {
    /** Floating-point operations, two per multiply-add. */
    public double flops() {
      return 2.0 * rows * inner * columns;
    }
  }

  /** The convolutions for one map. */
  public List<MatrixProduct> products(int pixels) {
    List<MatrixProduct> products = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      int side = pixels >> level;
      int taps = level == 0 ? STEM * STEM : KERNEL * KERNEL * channels(level - 1);
      int c = channels(level);
      products.add(new MatrixProduct(side * side, taps, c));
      if (hasBlock(level)) {
        for (int i = 0; i < (level + 1 < levels ? 2 : 1); i++) {
          products.add(new MatrixProduct(side * side, KERNEL * KERNEL * c, c));
        }
      }
    }
    return products;
  }

  /** Floating-point operations for one map, two per multiply-add of convolutions and heads. */
  public double flopsPerMap(int pixels) {
    double convolutions = products(pixels).stream().mapToDouble(MatrixProduct::flops).sum();
    double heads = (double) features() * (OUTPUTS + hidden) + (double) hidden * OUTPUTS;
    return convolutions + 2 * heads;
  }

  /**
   * Parameters to start from, in the order of the script: filters normal with variance 1/inputs,
   * the output of residual blocks a tenth of that, the heads zero.
   */
  public Map<String, HostTensor> initialParameters(long seed) {
    Map<String, HostTensor> p = new LinkedHashMap<>();
    InitialDraws draws = new InitialDraws(seed);
    p.put("stem_weight", draws.bands(channels(0), 1, STEM, channels(0)));
    for (int level = 0; level < levels; level++) {
      int c = channels(level);
      if (level > 0) {
        p.put("down" + level + "_weight", draws.bands(c, channels(level - 1), KERNEL, KERNEL));
      }
      if (hasBlock(level)) {
        p.put("block" + level + "_in_weight", draws.normal(1, c, c, KERNEL, KERNEL));
        p.put("block" + level + "_in_bias", HostTensor.filled(0, c));
        if (level + 1 < levels) {
          p.put("block" + level + "_out_weight", draws.normal(0.1, c, c, KERNEL, KERNEL));
        }
      }
    }
    p.put("linear_weight", HostTensor.filled(0, OUTPUTS, features()));
    p.put("linear_bias", HostTensor.filled(0, OUTPUTS));
    p.put("hidden_weight", draws.normal(1, hidden, features()));
    p.put("hidden_bias", HostTensor.filled(0, hidden));
    p.put("output_weight", HostTensor.filled(0, OUTPUTS, hidden));
    return p;
  }

  /** Number of trained parameters. */
  public long parameterCount() {
    return initialParameters(0).values().stream().mapToLong(t -> t.values().length).sum();
  }

  /**
   * TorchScript for training: {@code loss(batch = [maps, labels, masses, settings], w)}. The first
   * labels.size(0) maps are of the two classes and set the statistics of the features; masses holds
   * one number per map in the network's unit; settings = (weight of the logit's cross-entropy,
   * weight of the mass estimate's negative log-likelihood).
   */
  public String trainingScript() {
    return NetworkScript.of(this).training();
  }

  /**
   * TorchScript for use with the parameters inside: {@code features(maps)} and {@code
   * predict(maps)}, rows of the three outputs. More methods may be appended.
   */
  public String inferenceScript() {
    return NetworkScript.of(this).inference();
  }

  /** The network by name, as it stands in the card and in checkpoints. */
  public Map<String, String> describe() {
    Map<String, String> words = new TreeMap<>();
    words.put("width", String.valueOf(width));
    words.put("levels", String.valueOf(levels));
    words.put("plain_levels", String.valueOf(plainLevels));
    words.put("hidden", String.valueOf(hidden));
    words.put("periodic", String.valueOf(periodic));
    words.put("scale", String.valueOf(scale));
    return words;
  }

  /** The network that {@link #describe} described. */
  public static ClassifierNetwork read(Map<String, String> words) {
    return new ClassifierNetwork(
        Integer.parseInt(Words.of(words, "width")),
        Integer.parseInt(Words.of(words, "levels")),
        Integer.parseInt(Words.of(words, "plain_levels")),
        Integer.parseInt(Words.of(words, "hidden")),
        Boolean.parseBoolean(Words.of(words, "periodic")),
        Double.parseDouble(Words.of(words, "scale")));
  }
}
