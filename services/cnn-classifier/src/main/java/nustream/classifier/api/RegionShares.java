package nustream.classifier.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nustream.lensing.v1.RegionShare;

/** Attributions by convergence: deciles, voids (kappa below 0) and peaks (above 3 sigma). */
final class RegionShares {
  private static final int PARTS = 10;
  private static final double PEAK_SIGMA = 3;

  private final float[] kappa;
  private final double[] attributions;
  private final double magnitude;

  private RegionShares(float[] kappa, double[] attributions) {
    this.kappa = kappa;
    this.attributions = attributions;
    this.magnitude = IntStream.range(0, kappa.length).mapToDouble(this::magnitude).sum();
  }

  /**
   * The shares of the regions.
   *
   * @param kappa of each pixel
   * @param attributions of each pixel
   */
  static List<RegionShare> of(float[] kappa, double[] attributions) {
    return new RegionShares(kappa, attributions).all();
  }

  private List<RegionShare> all() {
    List<RegionShare> shares = new ArrayList<>();
    double peak = PEAK_SIGMA * sigma();
    shares.add(share("void", where(i -> kappa[i] < 0)));
    shares.add(share("peak", where(i -> kappa[i] > peak)));
    int[] order =
        IntStream.range(0, kappa.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> kappa[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int part = 0; part < PARTS; part++) {
      int from = (int) ((long) part * order.length / PARTS);
      int to = (int) ((part + 1L) * order.length / PARTS);
      String region = "q%d-%d".formatted(100 * part / PARTS, 100 * (part + 1) / PARTS);
      shares.add(share(region, IntStream.range(from, to).map(i -> order[i]).toArray()));
    }
    return shares;
  }

  private int[] where(IntPredicate inside) {
    return IntStream.range(0, kappa.length).filter(inside).toArray();
  }

  private RegionShare share(String region, int[] pixels) {
    double sum = IntStream.of(pixels).mapToDouble(i -> attributions[i]).sum();
    double part = IntStream.of(pixels).mapToDouble(this::magnitude).sum();
    return RegionShare.newBuilder()
        .setRegion(region)
        .setArea(pixels.length / (double) kappa.length)
        .setAttribution(sum)
        .setMagnitudeShare(magnitude > 0 ? part / magnitude : 0)
        .build();
  }

  private double magnitude(int pixel) {
    return Math.abs(attributions[pixel]);
  }

  private double sigma() {
    double mean = 0;
    for (float value : kappa) {
      mean += value / (double) kappa.length;
    }
    double square = 0;
    for (float value : kappa) {
      square += (value - mean) * (value - mean) / kappa.length;
    }
    return Math.sqrt(square);
  }
}
