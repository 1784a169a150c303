package nustream.sampler.model;

import static java.util.Objects.requireNonNull;

import nustream.flavor.physics.Ordering;

/**
 * One block of candidates. With the model's digest it decides every byte of the answer.
 *
 * @param seed of the campaign
 * @param block number of the block; a candidate draws from (seed, block, place in the block) alone
 * @param count candidates in the block, 1 to {@value #MOST_CANDIDATES}; the block is computed as
 *     one matrix, so another count may change the last bits
 * @param release data release, for example "NuFIT-6.0-SK"
 * @param ordering of the light masses
 * @param target how the observables to aim at are chosen
 * @param guidance weight w of classifier-free guidance, v = (1 + w) v_conditional - w
 *     v_unconditional (Ho and Salimans 2022, arXiv:2207.12598, eq. 6), 0 to {@value
 *     #MOST_GUIDANCE}; 0 costs half
 * @param steps denoising steps, 2 to {@value #MOST_STEPS}
 * @param eta noise put back per step, 0 (deterministic) to 1 (ancestral)
 */
public record GenerationRequest(
    long seed,
    long block,
    int count,
    String release,
    Ordering ordering,
    Target target,
    double guidance,
    int steps,
    double eta) {
  /** The noise of a block this large with the most steps takes 2,000 x 500 x 21 x 4 B = 84 MB. */
  public static final int MOST_CANDIDATES = 2_000;

  public static final int MOST_STEPS = 500;
  public static final double MOST_GUIDANCE = 10;

  public GenerationRequest {
    requireNonNull(release, "release");
    requireNonNull(ordering, "ordering");
    requireNonNull(target, "target");
    require(count >= 1 && count <= MOST_CANDIDATES, "count", count, "1 to " + MOST_CANDIDATES);
    require(steps >= 2 && steps <= MOST_STEPS, "steps", steps, "2 to " + MOST_STEPS);
    require(
        guidance >= 0 && guidance <= MOST_GUIDANCE, "guidance", guidance, "0 to " + MOST_GUIDANCE);
    require(eta >= 0 && eta <= 1, "eta", eta, "0 to 1");
  }

  /** The same request for another block. */
  public GenerationRequest withBlock(long number) {
    return new GenerationRequest(
        seed, number, count, release, ordering, target, guidance, steps, eta);
  }

  /** The same request for another seed. */
  public GenerationRequest withSeed(long other) {
    return new GenerationRequest(
        other, block, count, release, ordering, target, guidance, steps, eta);
  }

  private static void require(boolean valid, String field, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(field + " = " + value + ", allowed " + allowed);
    }
  }
}
