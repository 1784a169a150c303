package nustream.classifier.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.classifier.model.MapPredictor;
import nustream.learning.torch.MatrixRate;
import nustream.lensing.physics.field.CounterNoise;

/** Latency and throughput of one worker by batch size, beside what matrix products would allow. */
public final class InferenceBench {
  /** Rows and width of the square products: large enough for their best speed on one core. */
  private static final int SQUARE_ROWS = 512;

  private static final int SQUARE_WIDTH = 256;

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
    for (int batch : batchSizes) {
      double[] before = limits(batch);
      Map<String, Object> row = measure(batch);
      double[] after = limits(batch);
      double own = (before[0] + after[0]) / 2;
      double square = (before[1] + after[1]) / 2;
      double rate = (double) row.get("maps_per_second");
      row.put("own_products_maps_per_second", own);
      row.put("ratio_to_own_products", rate / own);
      row.put("square_products_maps_per_second", square);
      row.put("ratio_to_square_products", rate / square);
      rows.add(row);
    }
    return rows;
  }

  private double[] limits(int batch) {
    double flops = predictor.network().flopsPerMap(predictor.pixels());
    double part = seconds / 2;
    int maps = Math.min(batch, 8); // more rows are no faster, and the operands grow
    return new double[] {
      ProductRate.mapsPerSecond(predictor.network(), predictor.pixels(), maps, part),
      MatrixRate.flopsPerSecond(SQUARE_ROWS, SQUARE_WIDTH, part) / flops
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
    long start = System.nanoTime();
    while (System.nanoTime() - start < seconds * 1e9) {
      long begun = System.nanoTime();
      answered += predictor.predict(maps).size();
      nanos.add(System.nanoTime() - begun);
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("batch", batch);
    row.put("calls", sorted.length);
    row.put("latency_median_ms", sorted[sorted.length / 2] / 1e6);
    row.put("latency_p99_ms", sorted[(int) (0.99 * (sorted.length - 1))] / 1e6);
    row.put("maps_per_second", (answered - batch) / (Arrays.stream(sorted).sum() / 1e9));
    return row;
  }
}
