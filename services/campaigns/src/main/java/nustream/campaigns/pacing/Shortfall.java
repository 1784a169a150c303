package nustream.campaigns.pacing;

/**
 * The reasons of campaigns that did not reach their target; their words are those of the error
 * table.
 */
final class Shortfall {
  private Shortfall() {}

  /** Whether the target is out of reach even if every candidate left in the budget is accepted. */
  static boolean certain(Plan plan, Counted counted) {
    long missing = plan.targetAccepted() - counted.tally().accepted();
    return missing > (plan.maxBlocks() - counted.blocks()) * plan.blockSize();
  }

  static Reason ofBudget(Plan plan, Counted counted) {
    return new Reason(
        "ACCEPTANCE_TOO_LOW",
        "%s; the rest of the budget of %d candidates cannot reach it"
            .formatted(soFar(plan, counted), plan.maxBlocks() * plan.blockSize()));
  }

  static Reason ofTime(Plan plan, Counted counted) {
    return new Reason("BUDGET_EXHAUSTED", "out of time with " + soFar(plan, counted));
  }

  private static String soFar(Plan plan, Counted counted) {
    return "%d of %d wanted accepted in %d candidates"
        .formatted(counted.tally().accepted(), plan.targetAccepted(), counted.tally().generated());
  }
}
