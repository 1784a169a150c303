package nustream.sampler.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.flavor.physics.SeesawParameters;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.MatrixRate;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.GenerationTiming;
import nustream.sampler.model.ModelFile;
import nustream.sampler.model.SeesawGenerator;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the speed of generation beside the limit that matrix products set. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measure candidates per second of one worker on one core, beside the rate that float32"
            + " matrix products of the network's size would allow, measured in the same run.")
final class BenchCommand implements Callable<Integer> {
  /** Time for each of the two measurements of the limit, before and after. */
  private static final double LIMIT_SECONDS = 1.5;

  @Mixin private ModelOptions model;

  @Option(
      names = "--seconds",
      description = "Length of the measurement (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private double seconds;

  @Mixin private GenerationOptions generation;
  @Mixin private ReportOption report;

  @Override
  public Integer call() throws JsonProcessingException {
    ModelRelease release = model.load();
    GenerationRequest request = generation.request(release.card());
    int width = ModelFile.network(release.card()).width();
    double before = MatrixRate.flopsPerSecond(request.count(), width, LIMIT_SECONDS);
    long candidates = 0;
    GenerationTiming timing = new GenerationTiming(0, 0, 0);
    try (SeesawGenerator generator = SeesawGenerator.open(release)) {
      generator.generate(request); // the first block is slower
      for (long block = 1; timing.totalNanos() < seconds * 1e9; block++) {
        candidates += generator.generate(request.withBlock(block)).length / SeesawParameters.SIZE;
        timing = timing.plus(generator.lastTiming());
      }
    }
    double after = MatrixRate.flopsPerSecond(request.count(), width, LIMIT_SECONDS);
    Map<String, Object> measured =
        measured(release, request, candidates, timing, (before + after) / 2);
    report.print(
        measured, out -> measured.forEach((name, value) -> out.println(name + ": " + value)));
    return 0;
  }

  private static Map<String, Object> measured(
      ModelRelease release,
      GenerationRequest request,
      long candidates,
      GenerationTiming timing,
      double flopsPerSecond) {
    double total = timing.totalNanos();
    double rate = candidates / (total / 1e9);
    int evaluations = request.steps() * (request.guidance() > 0 ? 2 : 1);
    double flops = ModelFile.network(release.card()).flopsPerRow() * evaluations;
    double limit = flopsPerSecond / flops;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", release.name());
    all.put("digest", release.digest());
    all.put("guidance", request.guidance());
    all.put("steps", request.steps());
    all.put("eta", request.eta());
    all.put("block_size", request.count());
    all.put("candidates_per_second_per_core", rate);
    all.put("limit_per_second_per_core", limit);
    all.put("ratio_to_limit", rate / limit);
    all.put("matrix_product_gflops_per_core", flopsPerSecond / 1e9);
    all.put("flops_per_candidate", flops);
    all.put("network_share", timing.networkNanos() / total);
    all.put("physics_share", timing.physicsNanos() / total);
    all.put("copying_share", timing.copyingNanos() / total);
    return all;
  }
}
