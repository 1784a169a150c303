package nustream.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.function.UnaryOperator;
import nustream.filter.judging.BlockJudge;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Stage;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;

class BlockJudgeTest {
  /** Square roots in building the matrix and in taking it apart lose a few of 1e-16. */
  private static final double RELATIVE = 1e-12;

  private final BlockJudge judge = new BlockJudge(4000);

  @Test
  void aKnownSeesawIsAcceptedWithWhatItWasBuiltFrom() {
    var judged = judge.judge(Blocks.mixed("c-1", 42));
    var block = judged.solutions();
    assertEquals("c-1", block.getCampaignId());
    assertEquals(42, block.getBlock());
    assertEquals(7, block.getSampling().getSeed());
    assertEquals("anarchy/log1", block.getPrior());
    assertEquals(1, block.getSolutionsCount());
    var solution = block.getSolutions(0);
    assertEquals("c-1/42/0/0123456789ab", solution.getId());
    assertEquals(0, solution.getIndex());
    assertEquals(Stage.STAGE_RAW, solution.getStage());
    assertEquals(
        KnownSeesaw.boxed(KnownSeesaw.bestFit().parameters()), solution.getParametersList());
    var o = solution.getObservables();
    double[] masses = KnownSeesaw.bestFit().massesEv();
    for (int i = 0; i < 3; i++) {
      assertEquals(masses[i], o.getMassesEv(i), RELATIVE * masses[2]);
      double expected = Math.pow(10, KnownSeesaw.LOG_MASS[i]);
      assertEquals(expected, o.getRightHandedMassesGev(i), RELATIVE * expected);
    }
    assertEquals(KnownSeesaw.DM2_21, o.getDm221Ev2(), 1e-11 * KnownSeesaw.DM2_31);
    assertEquals(KnownSeesaw.DM2_31, o.getDm23LEv2(), RELATIVE * KnownSeesaw.DM2_31);
    assertEquals(0.308, o.getS12Sq(), RELATIVE);
    assertEquals(0.02215, o.getS13Sq(), RELATIVE);
    assertEquals(0.470, o.getS23Sq(), RELATIVE);
    assertEquals(212, o.getDeltaDeg(), 1e-8);
    assertEquals(77, o.getAlpha21Deg(), 1e-8);
    assertEquals(301, o.getAlpha31Deg(), 1e-8);
    assertEquals(masses[0] + masses[1] + masses[2], o.getSumEv(), RELATIVE);
    // |(m_nu)_ee| of the matrix that it was built from.
    double[] light = KnownSeesaw.bestFit().lightMatrix();
    assertEquals(Math.hypot(light[0], light[1]), o.getMeeEv(), RELATIVE);
    assertEquals(0, o.getChi2(), 1e-9);
  }

  @Test
  void theTallyNamesTheCuts() {
    var verdict = judge.judge(Blocks.mixed("c-1", 3)).verdict();
    assertEquals(3, verdict.getGenerated());
    assertEquals(1, verdict.getAccepted());
    assertEquals(1, verdict.getRejections().getS12Sq());
    assertEquals(1, verdict.getRejections().getNotFinite());
    assertEquals(0, verdict.getRejections().getS13Sq());
    assertEquals(0, verdict.getRejections().getDm221());
    assertEquals(Blocks.DIGEST, verdict.getModelDigest());
    assertEquals("anarchy/log1", verdict.getPrior());
  }

  @Test
  void theSameBlockGivesTheSameBytes() {
    var first = judge.judge(Blocks.mixed("c-1", 0));
    var again = new BlockJudge(4000).judge(Blocks.mixed("c-1", 0));
    assertEquals(first.solutions().toByteString(), again.solutions().toByteString());
    assertEquals(first.verdict().toByteString(), again.verdict().toByteString());
  }

  @Test
  void aBlockOfWhichNothingIsAcceptedGivesAnEmptyBlockOfSolutions() {
    double[] rejected = KnownSeesaw.bestFit().withS12sq(0.1).parameters();
    var judged = judge.judge(Blocks.of("c-1", 0, rejected));
    assertEquals(0, judged.solutions().getSolutionsCount());
    assertEquals("c-1", judged.solutions().getCampaignId());
    assertEquals(0, judged.verdict().getAccepted());
  }

  @Test
  void theLargestBlockOfSolutionsFitsIntoItsRecord() {
    int most = 4000;
    double[][] candidates = new double[most][];
    java.util.Arrays.fill(candidates, KnownSeesaw.bestFit().parameters());
    String longest = "c".repeat(64);
    var judged = judge.judge(Blocks.of(longest, Long.MAX_VALUE, candidates));
    assertEquals(most, judged.solutions().getSolutionsCount());
    int limit = nustream.contracts.Topics.named("flavor.solutions.v1").maxBytes();
    assertTrue(
        judged.solutions().getSerializedSize() <= limit,
        () -> judged.solutions().getSerializedSize() + " bytes");
  }

  @Test
  void whatIsWrongWithABlockIsNamed() {
    refused(ErrorWord.INVALID_FIELD, "campaign_id is 'No!'", b -> b.setCampaignId("No!"));
    refused(ErrorWord.INVALID_FIELD, "count is 0; allowed: 1 to 4000", b -> b.setCount(0));
    refused(ErrorWord.INVALID_FIELD, "count is 4001; allowed: 1 to 4000", b -> b.setCount(4001));
    refused(ErrorWord.INVALID_FIELD, "count is 4294967295", b -> b.setCount(-1));
    refused(
        ErrorWord.INVALID_FIELD,
        "length of parameters in bytes is 100; allowed: 504",
        b -> b.setParameters(ByteString.copyFrom(new byte[100])));
    refused(
        ErrorWord.UNKNOWN_RELEASE,
        "sampling.release is 'NuFIT-1.0'",
        b -> b.setSampling(b.getSampling().toBuilder().setRelease("NuFIT-1.0")));
    refused(
        ErrorWord.INVALID_FIELD,
        "sampling.ordering is ORDERING_UNSPECIFIED",
        b -> b.setSampling(b.getSampling().toBuilder().clearOrdering()));
    refused(
        ErrorWord.INVALID_FIELD,
        "sampling.ordering of NuFIT-6.1-SK is IO; allowed: one of [NO]",
        b ->
            b.setSampling(
                b.getSampling().toBuilder()
                    .setRelease("NuFIT-6.1-SK")
                    .setOrdering(Ordering.ORDERING_INVERTED)));
    refused(ErrorWord.INVALID_FIELD, "model_digest is 'x'", b -> b.setModelDigest("x"));
  }

  private void refused(ErrorWord word, String start, UnaryOperator<CandidateBlock.Builder> change) {
    CandidateBlock block = change.apply(Blocks.mixed("c-1", 0).toBuilder()).build();
    var e = assertThrows(NustreamException.class, () -> judge.judge(block));
    assertEquals(word, e.word(), e::getMessage);
    assertTrue(e.getMessage().startsWith(start), e::getMessage);
  }
}
