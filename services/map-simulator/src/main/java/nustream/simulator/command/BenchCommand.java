package nustream.simulator.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nustream.lensing.physics.bench.MapBenchmark;
import nustream.lensing.physics.field.FieldKind;
import nustream.lensing.physics.field.ShapeNoise;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the speed of map making beside the limit of random numbers and one transform. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Maps per second that one core makes, Gaussian and lognormal, beside the rate of random",
      "numbers and one bare fast Fourier transform, measured in the same run. Starts no service."
    })
final class BenchCommand implements Callable<Integer> {
  private static final String LIMIT = "random normal numbers and one real FFT of the map";

  @Option(
      names = "--pixels",
      description = "Pixels per side (default: ${DEFAULT-VALUE}).",
      defaultValue = "256")
  private int pixels;

  @Option(
      names = "--ngal",
      description = "Galaxies per arcmin^2, 0 for no shape noise (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private double galaxies;

  @Option(
      names = "--seconds",
      description = "Length of each measurement, 0.1 to 60 (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private double seconds;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    Optional<ShapeNoise> noise =
        galaxies == 0 ? Optional.empty() : Optional.of(new ShapeNoise(galaxies, 0.3));
    List<MapBenchmark.Result> results = new ArrayList<>();
    for (FieldKind kind : FieldKind.values()) {
      results.add(MapBenchmark.run(kind, pixels, noise, seconds));
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(answer(results)));
    } else {
      results.forEach(result -> out.println(line(result)));
    }
    out.flush();
    return 0;
  }

  private Map<String, Object> answer(List<MapBenchmark.Result> results) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("pixels", pixels);
    answer.put("limit", LIMIT);
    for (MapBenchmark.Result result : results) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("maps_per_second_per_core", result.mapsPerSecondPerCore());
      one.put("limit_per_second_per_core", result.limitPerSecondPerCore());
      one.put("ratio_to_limit", result.ratioToLimit());
      answer.put(name(result.kind()), one);
    }
    return answer;
  }

  private static String line(MapBenchmark.Result result) {
    return String.format(
        Locale.ROOT,
        "%s %d^2: %.0f maps/s on one core; limit %.0f (%s); ratio %.2f",
        name(result.kind()),
        result.pixels(),
        result.mapsPerSecondPerCore(),
        result.limitPerSecondPerCore(),
        LIMIT,
        result.ratioToLimit());
  }

  private static String name(FieldKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
