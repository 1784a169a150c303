package nustream.classifier.explanation;

import java.util.ArrayList;
import java.util.List;

/**
 * The attribution of one map by region, in numbers that can be averaged over maps.
 *
 * @param pixels of the map
 * @param area share of the pixels, by region
 * @param total sum of the attributions, by region
 */
public record RegionNumbers(int pixels, double[] area, double[] total) {
  /** Below the mean density: the regions of underdense lines of sight. */
  public static final String VOID = "void";

  /** The other pixels. */
  public static final String OVER = "over";

  /** Above 3 standard deviations of the map. */
  public static final String PEAK = "peak";

  /** Ten deciles of the convergence, the least first, and the three regions above. */
  public static final List<String> NAMES = names();

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int part = 0; part < SaliencyRegions.PARTS; part++) {
      int width = 100 / SaliencyRegions.PARTS;
      names.add("q%d-%d".formatted(width * part, width * (part + 1)));
    }
    names.addAll(List.of(VOID, OVER, PEAK));
    return List.copyOf(names);
  }

  /**
   * Sorts the attributions of a map.
   *
   * @param kappa one per pixel: the map itself, or the same sky without noise
   * @param attribution one per pixel
   */
  public static RegionNumbers of(float[] kappa, double[] attribution) {
    SaliencyRegions regions = SaliencyRegions.of(kappa, attribution);
    List<Region> all = new ArrayList<>(regions.deciles());
    Region voids = regions.voids();
    double sum = all.stream().mapToDouble(Region::total).sum();
    double[] area = new double[NAMES.size()];
    double[] total = new double[NAMES.size()];
    for (int i = 0; i < all.size(); i++) {
      area[i] = all.get(i).areaShare();
      total[i] = all.get(i).total();
    }
    area[NAMES.indexOf(VOID)] = voids.areaShare();
    total[NAMES.indexOf(VOID)] = voids.total();
    area[NAMES.indexOf(OVER)] = 1 - voids.areaShare();
    total[NAMES.indexOf(OVER)] = sum - voids.total();
    area[NAMES.indexOf(PEAK)] = regions.peaks().areaShare();
    total[NAMES.indexOf(PEAK)] = regions.peaks().total();
    return new RegionNumbers(kappa.length, area, total);
  }

  /** What this map's attribution has more than another one's: of areas the mean. */
  public RegionNumbers minus(RegionNumbers other) {
    double[] between = new double[area.length];
    double[] difference = new double[total.length];
    for (int i = 0; i < area.length; i++) {
      between[i] = 0.5 * (area[i] + other.area[i]);
      difference[i] = total[i] - other.total[i];
    }
    return new RegionNumbers(pixels, between, difference);
  }

  /** Sum over the map. */
  double sum() {
    return total[NAMES.indexOf(VOID)] + total[NAMES.indexOf(OVER)];
  }
}
