package nustream.results.store;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Target;

/**
 * What a solution came from. All blocks of a campaign normally share one, so the solutions table
 * holds its number only.
 *
 * @param seed of the campaign, an unsigned number
 */
public record Origin(
    String campaign,
    String modelDigest,
    String model,
    String prior,
    String release,
    Ordering ordering,
    Target target,
    long seed,
    OptionalDouble guidance,
    OptionalInt steps,
    OptionalDouble eta,
    String generator) {

  /** The origin of every solution of this block. */
  static Origin of(SolutionBlock block) {
    Sampling s = block.getSampling();
    return new Origin(
        block.getCampaignId(),
        block.getModelDigest(),
        s.getModel(),
        block.getPrior(),
        s.getRelease(),
        s.getOrdering(),
        s.getTarget(),
        s.getSeed(),
        s.hasGuidance() ? OptionalDouble.of(s.getGuidance()) : OptionalDouble.empty(),
        s.hasSteps() ? OptionalInt.of(s.getSteps()) : OptionalInt.empty(),
        s.hasEta() ? OptionalDouble.of(s.getEta()) : OptionalDouble.empty(),
        block.getGenerator());
  }
}
