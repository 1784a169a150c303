package nustream.sampler.evaluation;

import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.ExactSampler;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.Prior;
import nustream.flavor.physics.ScaleFreeSeesaw;

/** Exact solutions of the prior inside the 3-sigma box: what a model's are judged against. */
public final class ExactReference {
  private ExactReference() {}

  /**
   * Draws exact solutions.
   *
   * @param prior name of an anarchy prior
   * @throws IllegalArgumentException if there is no exact sampler for the prior
   */
  public static Solutions draw(String prior, String release, Ordering ordering, int n, long seed) {
    if (!(Prior.named(prior) instanceof AnarchyPrior anarchy)) {
      throw new IllegalArgumentException("prior = " + prior + ", allowed anarchy priors");
    }
    NufitTable table = NufitRelease.named(release).table(ordering);
    double[] parameters = new ExactSampler(anarchy, table, seed).solutions(n);
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(anarchy.decades());
    return JudgedBlock.of(parameters, new CandidateJudge(table), seesaw).accepted();
  }
}
