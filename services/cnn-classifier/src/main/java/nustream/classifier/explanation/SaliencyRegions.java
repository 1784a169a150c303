package nustream.classifier.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Attribution by convergence: deciles, voids (kappa below 0) and peaks (above 3 standard deviations
 * of the map). For Gaussian maps kappa and -kappa are alike, so equal attribution of over- and
 * underdense pixels is what to expect.
 *
 * @param deciles ten regions of equal area, the least convergence first
 * @param voids pixels below 0
 * @param peaks pixels above 3 sigma
 */
public record SaliencyRegions(List<Region> deciles, Region voids, Region peaks) {
  static final int PARTS = 10;

  private static final double PEAK_SIGMA = 3;

  public SaliencyRegions {
    deciles = List.copyOf(deciles);
  }

  /**
   * Sorts attributions by a map: the explained one, or the same sky without noise.
   *
   * @param kappa one per pixel
   * @param attribution one per pixel
   */
  public static SaliencyRegions of(float[] kappa, double[] attribution) {
    if (kappa.length != attribution.length || kappa.length < PARTS) {
      throw new IllegalArgumentException(
          "map of %d and attribution of %d numbers, allowed as many and at least %d"
              .formatted(kappa.length, attribution.length, PARTS));
    }
    int[] order =
        IntStream.range(0, kappa.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> kappa[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Region> deciles = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int from = (int) ((long) part * order.length / PARTS);
      int to = (int) ((part + 1L) * order.length / PARTS);
      deciles.add(region(IntStream.range(from, to).map(i -> order[i]), kappa, attribution));
    }
    double peak = PEAK_SIGMA * sigma(kappa);
    return new SaliencyRegions(
        deciles,
        where(i -> kappa[i] < 0, kappa, attribution),
        where(i -> kappa[i] > peak, kappa, attribution));
  }

  private static Region where(IntPredicate inside, float[] kappa, double[] attribution) {
    return region(IntStream.range(0, kappa.length).filter(inside), kappa, attribution);
  }

  private static Region region(IntStream pixels, float[] kappa, double[] attribution) {
    int[] inside = pixels.toArray();
    double total = 0;
    double least = Double.NaN;
    double most = Double.NaN;
    for (int i : inside) {
      total += attribution[i];
      least = Double.isNaN(least) ? kappa[i] : Math.min(least, kappa[i]);
      most = Double.isNaN(most) ? kappa[i] : Math.max(most, kappa[i]);
    }
    double share = inside.length / (double) kappa.length;
    return new Region(least, most, share, total, inside.length == 0 ? 0 : total / inside.length);
  }

  private static double sigma(float[] kappa) {
    double mean = IntStream.range(0, kappa.length).mapToDouble(i -> kappa[i]).average().orElse(0);
    return Math.sqrt(
        IntStream.range(0, kappa.length)
            .mapToDouble(i -> (kappa[i] - mean) * (kappa[i] - mean))
            .average()
            .orElse(0));
  }

  /** Correlation coefficient of two saliencies over the pixels. */
  public static double correlation(double[] first, double[] second) {
    double meanFirst = Arrays.stream(first).average().orElse(0);
    double meanSecond = Arrays.stream(second).average().orElse(0);
    double product = 0;
    double squareFirst = 0;
    double squareSecond = 0;
    for (int i = 0; i < first.length; i++) {
      product += (first[i] - meanFirst) * (second[i] - meanSecond);
      squareFirst += (first[i] - meanFirst) * (first[i] - meanFirst);
      squareSecond += (second[i] - meanSecond) * (second[i] - meanSecond);
    }
    return product / Math.sqrt(squareFirst * squareSecond);
  }

  /** By name, for reports. */
  public Map<String, Object> describe() {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("deciles", deciles.stream().map(Region::describe).toList());
    words.put("void", voids.describe());
    words.put("peak", peaks.describe());
    return words;
  }
}
