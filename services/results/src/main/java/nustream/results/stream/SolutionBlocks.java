package nustream.results.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nustream.flavor.v1.Observables;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Verdict;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** Checks of what comes in from the topics: what passes can be stored and handed out again. */
final class SolutionBlocks {
  private static final int MAX_SOLUTIONS = 10_000;
  private static final int MAX_ID_CHARACTERS = 200;
  private static final int MAX_NAME_CHARACTERS = 200;
  private static final int PARAMETERS = 21;

  private SolutionBlocks() {}

  /** The block, or {@link NustreamException} naming field, value and what is allowed. */
  static SolutionBlock checked(SolutionBlock block) {
    FieldChecks.id("campaign_id", block.getCampaignId());
    blockNumber(block.getBlock());
    FieldChecks.digest("model_digest", block.getModelDigest());
    Sampling sampling = block.getSampling();
    name("sampling.release", sampling.getRelease());
    name("sampling.model", sampling.getModel());
    name("prior", block.getPrior());
    name("generator", block.getGenerator());
    known("sampling.ordering", sampling.getOrdering());
    known("sampling.target", sampling.getTarget());
    if (sampling.hasSteps()) {
      FieldChecks.inRange("sampling.steps", sampling.getSteps(), 0, Integer.MAX_VALUE);
    }
    FieldChecks.inRange("number of solutions", block.getSolutionsCount(), 0, MAX_SOLUTIONS);
    Set<Integer> indices = new HashSet<>();
    for (int i = 0; i < block.getSolutionsCount(); i++) {
      String field = "solutions[" + i + "]";
      Solution solution = block.getSolutions(i);
      check(field, solution, block.getCampaignId() + "/" + block.getBlock() + "/");
      if (!indices.add(solution.getIndex())) {
        throw NustreamException.invalid(
            field + ".index", solution.getIndex(), "every index once in a block");
      }
    }
    return block;
  }

  /** The verdict, or {@link NustreamException} naming field, value and what is allowed. */
  static Verdict checked(Verdict verdict) {
    FieldChecks.id("campaign_id", verdict.getCampaignId());
    blockNumber(verdict.getBlock());
    FieldChecks.digest("model_digest", verdict.getModelDigest());
    FieldChecks.inRange("generated", verdict.getGenerated(), 0, Integer.MAX_VALUE);
    FieldChecks.inRange("accepted", verdict.getAccepted(), 0, verdict.getGenerated());
    return verdict;
  }

  private static void check(String field, Solution solution, String idStart) {
    FieldChecks.inRange(field + ".index", solution.getIndex(), 0, Integer.MAX_VALUE);
    FieldChecks.atMostCharacters(field + ".id", solution.getId(), MAX_ID_CHARACTERS);
    if (!solution.getId().startsWith(idStart + solution.getIndex() + "/")) {
      throw NustreamException.invalid(
          field + ".id", solution.getId(), idStart + solution.getIndex() + "/<digest>");
    }
    known(field + ".stage", solution.getStage());
    finite(field + ".parameters", solution.getParametersList(), PARAMETERS);
    Observables o = solution.getObservables();
    finite(field + ".observables.masses_ev", o.getMassesEvList(), 3);
    finite(field + ".observables.right_handed_masses_gev", o.getRightHandedMassesGevList(), 3);
    finite(
        field + ".observables",
        List.of(
            o.getDm221Ev2(),
            o.getDm23LEv2(),
            o.getS12Sq(),
            o.getS13Sq(),
            o.getS23Sq(),
            o.getJarlskog(),
            o.getSumEv(),
            o.getMeeEv(),
            o.getMbetaEv(),
            o.getChi2(),
            o.getDeltaDeg(),
            o.getAlpha21Deg(),
            o.getAlpha31Deg()),
        13);
  }

  private static void finite(String field, List<Double> numbers, int length) {
    FieldChecks.length(field, numbers.size(), length);
    for (double number : numbers) {
      FieldChecks.finite(field, number);
    }
  }

  /** A number above 2^63 - 1 would be negative in the table. */
  private static void blockNumber(long block) {
    if (block < 0) {
      throw NustreamException.invalid("block", Long.toUnsignedString(block), "below 2^63");
    }
  }

  private static void name(String field, String value) {
    FieldChecks.atMostCharacters(field, value, MAX_NAME_CHARACTERS);
  }

  private static void known(String field, Enum<?> value) {
    if (value.name().equals("UNRECOGNIZED")) {
      throw NustreamException.invalid(field, value, "a value of this version of the contract");
    }
  }
}
