package nustream.results;

import java.util.SplittableRandom;
import nustream.flavor.v1.Observables;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Stage;
import nustream.flavor.v1.Target;
import nustream.flavor.v1.Verdict;

/** Blocks of made-up solutions: the same numbers for the same campaign, block and index. */
public final class SampleBlocks {
  public static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  public static final String OTHER_DIGEST = "sha256:" + "fedcba9876543210".repeat(4);

  private SampleBlocks() {}

  public static SolutionBlock block(String campaign, long block, int solutions) {
    return block(campaign, block, solutions, DIGEST);
  }

  public static SolutionBlock block(String campaign, long block, int solutions, String digest) {
    SolutionBlock.Builder built =
        SolutionBlock.newBuilder()
            .setCampaignId(campaign)
            .setBlock(block)
            .setModelDigest(digest)
            .setPrior("anarchy/log1")
            .setGenerator("0.1.0")
            .setSampling(
                Sampling.newBuilder()
                    .setRelease("NuFIT-6.0-SK")
                    .setOrdering(Ordering.ORDERING_NORMAL)
                    .setModel("seesaw-informed")
                    .setGuidance(0.5)
                    .setSteps(50)
                    .setEta(0)
                    .setTarget(Target.TARGET_BOX)
                    // The largest there is: as a signed number it is -1.
                    .setSeed(-1L));
    for (int i = 0; i < solutions; i++) {
      // Every other candidate was accepted, and they come in descending order.
      built.addSolutions(solution(campaign, block, 2 * (solutions - 1 - i), digest));
    }
    return built.build();
  }

  public static Solution solution(String campaign, long block, int index, String digest) {
    var random = new SplittableRandom(campaign.hashCode() * 31L + block * 1009 + index);
    Observables.Builder o =
        Observables.newBuilder()
            .setDm221Ev2(7.49e-5 * (1 + 0.1 * random.nextDouble()))
            .setDm23LEv2(2.513e-3 * (1 + 0.1 * random.nextDouble()))
            .setS12Sq(0.3 + 0.05 * random.nextDouble())
            .setS13Sq(0.022)
            .setS23Sq(0.45 + 0.1 * random.nextDouble())
            .setJarlskog(0.03 * (random.nextDouble() - 0.5))
            .setSumEv(0.06 + 0.01 * random.nextDouble())
            .setMeeEv(0.003 * random.nextDouble())
            .setMbetaEv(0.009)
            .setChi2(20 * random.nextDouble());
    // Of every tenth the phases are undefined.
    if (index % 10 != 0) {
      o.setDeltaDeg(360 * random.nextDouble());
      o.setAlpha21Deg(360 * random.nextDouble());
      o.setAlpha31Deg(360 * random.nextDouble());
    }
    double lightest = 0.01 * random.nextDouble();
    o.addMassesEv(lightest).addMassesEv(lightest + 0.009).addMassesEv(lightest + 0.05);
    for (int i = 1; i <= 3; i++) {
      o.addRightHandedMassesGev(i * 1e15 * (1 + random.nextDouble()));
    }
    Solution.Builder solution =
        Solution.newBuilder()
            .setId(campaign + "/" + block + "/" + index + "/" + digest.substring(7, 19))
            .setIndex(index)
            .setStage(Stage.STAGE_RAW)
            .setObservables(o);
    for (int i = 0; i < 21; i++) {
      solution.addParameters(i < 18 ? random.nextDouble() - 0.5 : 15 + random.nextDouble());
    }
    return solution.build();
  }

  public static Verdict verdict(String campaign, long block, int generated, int accepted) {
    return Verdict.newBuilder()
        .setCampaignId(campaign)
        .setBlock(block)
        .setGenerated(generated)
        .setAccepted(accepted)
        .setModelDigest(DIGEST)
        .setPrior("anarchy/log1")
        .setRejections(
            Rejections.newBuilder()
                .setDm221(1)
                .setDm23L(2)
                .setS12Sq(3)
                .setS13Sq(4)
                .setS23Sq(5)
                .setNotFinite(6))
        .build();
  }
}
