package nustream.classifier.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Attribution by region over many maps. Errors are those of the mean over independent maps, of
 * ratios of means as well: leave out one map at a time (jackknife).
 */
public final class RegionSurvey {
  /** A number and its standard error. */
  public record Estimate(double value, double error) {}

  /** Sums over maps. */
  private record Sums(int maps, int pixels, double[] area, double[] total, double all) {
    Sums without(RegionNumbers map) {
      double[] lessArea = area.clone();
      double[] lessTotal = total.clone();
      for (int i = 0; i < lessArea.length; i++) {
        lessArea[i] -= map.area()[i];
        lessTotal[i] -= map.total()[i];
      }
      return new Sums(maps - 1, pixels, lessArea, lessTotal, all - map.sum());
    }

    double mean(int region) {
      return total[region] / maps;
    }

    double perPixel(int region) {
      return area[region] > 0 ? total[region] / (area[region] * pixels) : 0;
    }

    double sharePerArea(int region) {
      return area[region] > 0 ? total[region] / all / (area[region] / maps) : 0;
    }
  }

  private final List<RegionNumbers> maps = new ArrayList<>();

  /** Adds a map, or the difference of two maps of a pair. */
  public void add(RegionNumbers map) {
    maps.add(map);
  }

  /** Maps so far. */
  public int maps() {
    return maps.size();
  }

  /**
   * The regions, in the order of {@link RegionNumbers#NAMES}.
   *
   * @throws IllegalArgumentException if there are fewer than two maps
   */
  public List<RegionMean> means() {
    List<RegionMean> means = new ArrayList<>();
    Sums sums = sums();
    for (int i = 0; i < RegionNumbers.NAMES.size(); i++) {
      int region = i;
      Estimate total = estimate(sums, s -> s.mean(region));
      Estimate perPixel = estimate(sums, s -> s.perPixel(region));
      Estimate share = estimate(sums, s -> s.sharePerArea(region));
      means.add(
          new RegionMean(
              RegionNumbers.NAMES.get(region),
              sums.area()[region] / sums.maps(),
              total.value(),
              total.error(),
              perPixel.value(),
              perPixel.error(),
              share.value(),
              share.error()));
    }
    return means;
  }

  /**
   * Attribution of overdense pixels minus that of underdense ones, over the sum of both: 0 for an
   * attribution that is the same for kappa and -kappa, the null hypothesis on Gaussian maps.
   */
  public Estimate asymmetry() {
    int over = RegionNumbers.NAMES.indexOf(RegionNumbers.OVER);
    int under = RegionNumbers.NAMES.indexOf(RegionNumbers.VOID);
    return estimate(sums(), s -> (s.total()[over] - s.total()[under]) / s.all());
  }

  private Sums sums() {
    if (maps.size() < 2) {
      throw new IllegalArgumentException(
          "maps to average over = " + maps.size() + ", allowed 2 or more");
    }
    int regions = RegionNumbers.NAMES.size();
    double[] area = new double[regions];
    double[] total = new double[regions];
    double all = 0;
    for (RegionNumbers map : maps) {
      for (int i = 0; i < regions; i++) {
        area[i] += map.area()[i];
        total[i] += map.total()[i];
      }
      all += map.sum();
    }
    return new Sums(maps.size(), maps.get(0).pixels(), area, total, all);
  }

  private Estimate estimate(Sums sums, ToDoubleFunction<Sums> statistic) {
    int n = maps.size();
    double[] without =
        maps.stream().mapToDouble(map -> statistic.applyAsDouble(sums.without(map))).toArray();
    double mean = 0;
    for (double value : without) {
      mean += value / n;
    }
    double square = 0;
    for (double value : without) {
      square += (value - mean) * (value - mean);
    }
    return new Estimate(statistic.applyAsDouble(sums), Math.sqrt((n - 1.0) / n * square));
  }
}
