package nustream.classifier.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.classifier.model.ClassifierNetwork.MatrixProduct;
import nustream.classifier.model.MapPredictor;
import nustream.lensing.physics.field.CounterNoise;

/**
 * Latency and throughput of one worker by batch size, beside what matrix products would allow.
 * Latency is by the clock on the wall; rates and limits are per second of processor time of the one
 * thread that works, so that they can be compared on a machine that others use too.
 */
public final class InferenceBench {
  /** Square products: large enough for their best speed on one core. */
  private static final MatrixProduct SQUARE = new MatrixProduct(512, 256, 256);

  private final MapPredictor predictor;
  private final double seconds;

  /**
   * @param seconds of each measurement
   */
  public InferenceBench(MapPredictor predictor, double seconds) {
    this.predictor = predictor;
    this.seconds = seconds;
  }

  /** One row per batch size. The limits are measured before and after each and averaged. */
  public List<Map<String, Object>> run(int[] batchSizes) {
    List<Map<String, Object>> rows = new ArrayList<>();
    double[] before = limits();
    for (int batch : batchSizes) {
      Map<String, Object> row = measure(batch);
      double[] after = limits();
      double own = (before[0] + after[0]) / 2;
      double square = (before[1] + after[1]) / 2;
      double rate = (double) row.get("maps_per_cpu_second");
      row.put("own_products_maps_per_cpu_second", own);
      row.put("ratio_to_own_products", rate / own);
      row.put("square_products_maps_per_cpu_second", square);
      row.put("ratio_to_square_products", rate / square);
      rows.add(row);
      before = after;
    }
    return rows;
  }

  /** Maps per second if only products of the network's shapes, or only square ones, took time. */
  private double[] limits() {
    int pixels = predictor.pixels();
    double flops = predictor.network().flopsPerMap(pixels);
    double part = seconds / 4;
    return new double[] {
      ProductRate.passesPerSecond(predictor.network().products(pixels), part),
      ProductRate.passesPerSecond(List.of(SQUARE), part) * SQUARE.flops() / flops
    };
  }

  private Map<String, Object> measure(int batch) {
    float[] maps = new float[batch * predictor.pixels() * predictor.pixels()];
    CounterNoise noise = new CounterNoise(1, 1, batch);
    for (int i = 0; i < maps.length; i++) {
      maps[i] = (float) (0.03 * noise.next());
    }
    int answered = predictor.predict(maps).size(); // the first call is slower
    List<Long> nanos = new ArrayList<>();
    long start = CpuClock.nanos();
    while (CpuClock.nanos() - start < seconds * 1e9) {
      long begun = System.nanoTime();
      answered += predictor.predict(maps).size();
      nanos.add(System.nanoTime() - begun);
    }
    double cpuSeconds = (CpuClock.nanos() - start) / 1e9;
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("batch", batch);
    row.put("calls", sorted.length);
    row.put("latency_median_ms", sorted[sorted.length / 2] / 1e6);
    row.put("latency_p99_ms", sorted[(int) (0.99 * (sorted.length - 1))] / 1e6);
    row.put("maps_per_second", (answered - batch) / (Arrays.stream(sorted).sum() / 1e9));
    row.put("maps_per_cpu_second", (answered - batch) / cpuSeconds);
    return row;
  }
}
