package nustream.campaigns.pacing;

/**
 * The reasons of campaigns that did not reach their target; their words are those of the error
 * table.
 */
final class Shortfall {
  private Shortfall() {}

  /** Whether the target is out of reach even if all that is left in the budget counts. */
  static boolean certain(Plan plan, Counted counted) {
    long missing = plan.goal().target() - plan.goal().reachedBy(counted.tally());
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
    return plan.goal().soFar(counted.tally());
  }
}
