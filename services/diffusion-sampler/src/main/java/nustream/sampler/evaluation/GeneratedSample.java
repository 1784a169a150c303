package nustream.sampler.evaluation;

import nustream.sampler.model.GenerationTiming;

/**
 * What a model generated, judged.
 *
 * @param generated candidates
 * @param accepted those inside all five 3-sigma intervals, as the network gave them
 * @param medianChi2 of all candidates, over the five observables; about 21 where nearly all hit
 *     targets flat in the 3-sigma box of NuFIT-6.0-SK, normal ordering
 * @param seconds of wall time
 * @param timing of all workers together
 */
public record GeneratedSample(
    int generated, Solutions accepted, double medianChi2, double seconds, GenerationTiming timing) {
  /** Share of the candidates that were accepted. */
  public double acceptance() {
    return accepted.size() / (double) generated;
  }
}
