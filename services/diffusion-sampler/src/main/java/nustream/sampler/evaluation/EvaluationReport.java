package nustream.sampler.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import nustream.learning.store.ModelRelease;
import nustream.sampler.model.GenerationRequest;

/**
 * How good a model is: what it generated against exact solutions.
 *
 * @param request of the blocks that were generated
 * @param sample what came out
 * @param quantiles of the accepted
 * @param exactQuantiles of the exact solutions
 * @param phaseDistances of the accepted from uniform
 * @param diversity of the accepted
 */
public record EvaluationReport(
    GenerationRequest request,
    GeneratedSample sample,
    Map<String, Map<String, Double>> quantiles,
    Map<String, Map<String, Double>> exactQuantiles,
    Map<String, Double> phaseDistances,
    Diversity diversity) {

  /**
   * Compares a sample with exact solutions of the same release, ordering and prior. Where too few
   * were accepted for a number, it is NaN.
   */
  public static EvaluationReport of(
      GenerationRequest request, GeneratedSample sample, Solutions exact) {
    return new EvaluationReport(
        request,
        sample,
        Comparison.quantiles(sample.accepted()),
        Comparison.quantiles(exact),
        Comparison.phaseDistances(sample.accepted()),
        Diversity.of(sample.accepted(), exact));
  }

  /**
   * Generates blocks with a model and compares what is accepted with exact solutions of its prior.
   *
   * @param blocks of the request's size, from number 0 on
   * @param workers threads that generate
   * @param exactCount exact solutions, drawn with the request's seed
   */
  public static EvaluationReport measure(
      ModelRelease model, GenerationRequest request, int blocks, int workers, int exactCount)
      throws InterruptedException, ExecutionException {
    GeneratedSample sample = new CandidateRun(model, workers).accepted(request, blocks);
    Solutions exact =
        ExactReference.draw(
            model.card().prior(),
            request.release(),
            request.ordering(),
            exactCount,
            request.seed());
    return of(request, sample, exact);
  }

  /** Relative deviations of the quantiles from the exact ones. */
  public Map<String, Map<String, Double>> deviations() {
    return Comparison.deviations(quantiles, exactQuantiles);
  }

  /** The largest deviation of a quantile without its sign. */
  public double worstDeviation() {
    return Comparison.worst(deviations());
  }

  /** The report as names and values, for JSON. */
  public Map<String, Object> describe() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("release", request.release());
    all.put("ordering", request.ordering().name());
    all.put("target", request.target().name());
    all.put("guidance", request.guidance());
    all.put("steps", request.steps());
    all.put("eta", request.eta());
    all.put("seed", request.seed());
    all.put("generated", sample.generated());
    all.put("accepted", sample.accepted().size());
    all.put("acceptance", sample.acceptance());
    all.put("median_chi2", sample.medianChi2());
    all.put("seconds", sample.seconds());
    all.put("candidates_per_second", sample.generated() / sample.seconds());
    all.put("quantiles", quantiles);
    all.put("exact_quantiles", exactQuantiles);
    all.put("deviations", deviations());
    all.put("worst_deviation", worstDeviation());
    all.put("phase_distances", phaseDistances);
    all.put(
        "phase_distance_limit", Statistics.KS_FIVE_PERCENT / Math.sqrt(sample.accepted().size()));
    all.put("diversity", diversity);
    return all;
  }
}
