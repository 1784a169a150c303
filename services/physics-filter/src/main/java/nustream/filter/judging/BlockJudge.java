package nustream.filter.judging;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.Cut;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.SeesawParameters;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Stage;
import nustream.flavor.v1.Verdict;

/**
 * Judges blocks of candidates. A pure function of the block: the same block gives the same bytes.
 * Holds the scratch of its judges, so one thread uses it.
 */
public final class BlockJudge {
  /** First digits of the model digest in a solution's id, after "sha256:". */
  private static final int ID_DIGITS = 12;

  private final BlockChecks checks;

  /** One per table; there are as many as releases and orderings, about ten. */
  private final Map<NufitTable, CandidateJudge> judges = new HashMap<>();

  /**
   * @param maxCount most candidates in one block
   */
  public BlockJudge(int maxCount) {
    checks = new BlockChecks(maxCount);
  }

  /** The accepted candidates of a block, possibly none, and its tally. */
  public record Judged(SolutionBlock solutions, Verdict verdict) {}

  /**
   * Judges every candidate of the block.
   *
   * @throws nustream.messaging.errors.NustreamException where the block is not as it should be
   */
  public Judged judge(CandidateBlock block) {
    checks.check(block);
    var sampling = block.getSampling();
    NufitTable table = Releases.table("sampling.", sampling.getRelease(), sampling.getOrdering());
    CandidateJudge judge = judges.computeIfAbsent(table, CandidateJudge::new);
    double[] parameters = unpack(block);
    int[] failures = new int[Cut.values().length];
    var solutions = solutionsOf(block);
    for (int index = 0; index < block.getCount(); index++) {
      int verdict = judge.judge(parameters, index * SeesawParameters.SIZE);
      if (verdict == 0) {
        solutions.addSolutions(solution(block, index, parameters, judge));
      }
      for (Cut cut : Cut.values()) {
        failures[cut.ordinal()] += cut.failedIn(verdict) ? 1 : 0;
      }
    }
    return new Judged(solutions.build(), verdict(block, solutions.getSolutionsCount(), failures));
  }

  private static double[] unpack(CandidateBlock block) {
    double[] parameters = new double[block.getCount() * SeesawParameters.SIZE];
    block
        .getParameters()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(parameters);
    return parameters;
  }

  private static SolutionBlock.Builder solutionsOf(CandidateBlock block) {
    return SolutionBlock.newBuilder()
        .setCampaignId(block.getCampaignId())
        .setBlock(block.getBlock())
        .setSampling(block.getSampling())
        .setModelDigest(block.getModelDigest())
        .setPrior(block.getPrior())
        .setGenerator(block.getGenerator());
  }

  private static Solution solution(
      CandidateBlock block, int index, double[] parameters, CandidateJudge judge) {
    String digest = block.getModelDigest();
    int start = digest.indexOf(':') + 1;
    var solution =
        Solution.newBuilder()
            .setId(
                String.join(
                    "/",
                    block.getCampaignId(),
                    Long.toUnsignedString(block.getBlock()),
                    Integer.toString(index),
                    digest.substring(start, start + ID_DIGITS)))
            .setIndex(index)
            .setObservables(ObservablesMessage.of(judge.observables(), judge.chi2()))
            .setStage(Stage.STAGE_RAW);
    int offset = index * SeesawParameters.SIZE;
    for (int k = 0; k < SeesawParameters.SIZE; k++) {
      solution.addParameters(parameters[offset + k]);
    }
    return solution.build();
  }

  private static Verdict verdict(CandidateBlock block, int accepted, int[] failures) {
    return Verdict.newBuilder()
        .setCampaignId(block.getCampaignId())
        .setBlock(block.getBlock())
        .setGenerated(block.getCount())
        .setAccepted(accepted)
        .setRejections(
            Rejections.newBuilder()
                .setDm221(failures[Cut.DM2_21.ordinal()])
                .setDm23L(failures[Cut.DM2_3L.ordinal()])
                .setS12Sq(failures[Cut.S12SQ.ordinal()])
                .setS13Sq(failures[Cut.S13SQ.ordinal()])
                .setS23Sq(failures[Cut.S23SQ.ordinal()])
                .setNotFinite(failures[Cut.NOT_FINITE.ordinal()]))
        .setModelDigest(block.getModelDigest())
        .setPrior(block.getPrior())
        .build();
  }
}
