package nustream.classifier.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nustream.classifier.evaluation.InferenceBench;
import nustream.classifier.model.MapPredictor;
import nustream.learning.store.ModelRelease;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the speed of inference beside the limit that matrix products set. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measure latency and maps per second of one worker on one core by batch size, beside"
            + " float32 matrix products of the network's own shapes and large square ones, measured"
            + " in the same run.")
final class BenchCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Option(
      names = "--seconds",
      description = "Length of each measurement (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private double seconds;

  @Option(
      names = "--batch",
      split = ",",
      description = "Batch sizes (default: ${DEFAULT-VALUE}).",
      defaultValue = "1,2,4,8,16,32,64")
  private int[] batchSizes;

  @Mixin private ReportOption report;

  @Override
  public Integer call() throws JsonProcessingException {
    ModelRelease release = model.load();
    Map<String, Object> all = new LinkedHashMap<>();
    List<Map<String, Object>> rows;
    try (MapPredictor predictor = MapPredictor.open(release)) {
      all.put("model", release.name());
      all.put("digest", release.digest());
      all.put("pixels", predictor.pixels());
      all.put("flops_per_map", predictor.network().flopsPerMap(predictor.pixels()));
      rows = new InferenceBench(predictor, seconds).run(batchSizes);
    }
    all.put("batches", rows);
    report.print(
        all,
        out -> {
          for (Map<String, Object> row : rows) {
            out.println(line(row));
          }
        });
    return 0;
  }

  private static String line(Map<String, Object> row) {
    return row.entrySet().stream()
        .map(cell -> cell.getKey() + "=" + rounded(cell.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String rounded(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.3g", number)
        : String.valueOf(value);
  }
}
