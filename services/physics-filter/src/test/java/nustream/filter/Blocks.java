package nustream.filter;

import java.util.Arrays;
import java.util.List;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;

/** Blocks of candidates for the tests. */
final class Blocks {
  static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  private Blocks() {}

  static CandidateBlock of(String campaign, long number, double[]... candidates) {
    List<double[]> all = Arrays.asList(candidates);
    return CandidateBlock.newBuilder()
        .setCampaignId(campaign)
        .setBlock(number)
        .setCount(all.size())
        .setParameters(KnownSeesaw.packed(all))
        .setSampling(
            Sampling.newBuilder()
                .setRelease("NuFIT-6.0-SK")
                .setOrdering(Ordering.ORDERING_NORMAL)
                .setModel(DIGEST)
                .setSeed(7))
        .setModelDigest(DIGEST)
        .setPrior("anarchy/log1")
        .setGenerator("test")
        .build();
  }

  /** Accepted, rejected by s12sq, not finite. */
  static CandidateBlock mixed(String campaign, long number) {
    double[] broken = KnownSeesaw.bestFit().parameters();
    broken[5] = Double.NaN;
    return of(
        campaign,
        number,
        KnownSeesaw.bestFit().parameters(),
        KnownSeesaw.bestFit().withS12sq(0.5).parameters(),
        broken);
  }
}
