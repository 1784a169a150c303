package nustream.results.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nustream.flavor.v1.Observables;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Stage;
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
    String idStart = block.getCampaignId() + "/" + block.getBlock() + "/";
    for (int i = 0; i < block.getSolutionsCount(); i++) {
      Solution solution = block.getSolutions(i);
      checkIdentity(i, solution, idStart);
      checkNumbers(i, solution);
      if (!indices.add(solution.getIndex())) {
        throw NustreamException.invalid(
            field(i, "index"), solution.getIndex(), "every index once in a block");
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

  private static void checkIdentity(int i, Solution solution, String idStart) {
    String id = solution.getId();
    if (solution.getIndex() < 0) {
      throw NustreamException.invalid(
          field(i, "index"), Integer.toUnsignedLong(solution.getIndex()), "below 2^31");
    }
    if (id.length() > MAX_ID_CHARACTERS || !id.startsWith(idStart + solution.getIndex() + "/")) {
      throw NustreamException.invalid(
          field(i, "id"), id, idStart + solution.getIndex() + "/<digest>");
    }
    if (solution.getStage() == Stage.UNRECOGNIZED) {
      throw NustreamException.invalid(
          field(i, "stage"), solution.getStageValue(), "a value of this version of the contract");
    }
  }

  // Millions of these pass: a field's name is put together only when it is needed.
  private static void checkNumbers(int i, Solution solution) {
    Observables o = solution.getObservables();
    if (solution.getParametersCount() != PARAMETERS
        || o.getMassesEvCount() != 3
        || o.getRightHandedMassesGevCount() != 3) {
      throw NustreamException.invalid(
          field(i, "parameters, masses_ev and right_handed_masses_gev"),
          List.of(
              solution.getParametersCount(),
              o.getMassesEvCount(),
              o.getRightHandedMassesGevCount()),
          "of length " + PARAMETERS + ", 3 and 3");
    }
    for (int k = 0; k < PARAMETERS; k++) {
      finite(i, "parameters", solution.getParameters(k));
    }
    for (int k = 0; k < 3; k++) {
      finite(i, "observables.masses_ev", o.getMassesEv(k));
      finite(i, "observables.right_handed_masses_gev", o.getRightHandedMassesGev(k));
    }
    finite(i, "observables.dm2_21_ev2", o.getDm221Ev2());
    finite(i, "observables.dm2_3l_ev2", o.getDm23LEv2());
    finite(i, "observables.s12sq", o.getS12Sq());
    finite(i, "observables.s13sq", o.getS13Sq());
    finite(i, "observables.s23sq", o.getS23Sq());
    finite(i, "observables.jarlskog", o.getJarlskog());
    finite(i, "observables.sum_ev", o.getSumEv());
    finite(i, "observables.mee_ev", o.getMeeEv());
    finite(i, "observables.mbeta_ev", o.getMbetaEv());
    finite(i, "observables.chi2", o.getChi2());
    // Unset ones are 0 here.
    finite(i, "observables.delta_deg", o.getDeltaDeg());
    finite(i, "observables.alpha21_deg", o.getAlpha21Deg());
    finite(i, "observables.alpha31_deg", o.getAlpha31Deg());
  }

  private static void finite(int i, String name, double value) {
    if (!Double.isFinite(value)) {
      throw NustreamException.invalid(field(i, name), value, "a finite number");
    }
  }

  private static String field(int i, String name) {
    return "solutions[" + i + "]." + name;
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
