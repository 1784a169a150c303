package nustream.campaigns.api;

import java.util.List;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.ledger.SolutionsOrder;
import nustream.campaigns.v1.FlavorOrder;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** What an order for solutions may ask for. */
final class FlavorRules {
  private static final int LEAST_STEPS = 2;

  /** The default budget has at least so many blocks: a small target does not fail by chance. */
  private static final int LEAST_BLOCKS = 20;

  private final CampaignsConfig config;

  FlavorRules(CampaignsConfig config) {
    this.config = config;
    if (config.maxCandidates() < 1 || config.maxCandidates() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "campaigns.max-candidates is %d; allowed: 1 to %d, as the cuts count in 32 bits"
              .formatted(config.maxCandidates(), Integer.MAX_VALUE));
    }
  }

  /** {@link NustreamException} naming field, value and what is allowed. */
  NewCampaign check(String id, FlavorOrder order) {
    long target =
        OrderFields.within(
            "flavor.target_accepted", order.getTargetAccepted(), 1, config.maxTargetAccepted());
    return new NewCampaign(
        id,
        new SolutionsOrder(order.toBuilder().setSampling(checked(order.getSampling())).build()),
        maxCandidates(order.getMaxCandidates(), target),
        OrderFields.maxSeconds("flavor.max_seconds", order.getMaxSeconds(), config));
  }

  private Sampling checked(Sampling asked) {
    Sampling.Builder sampling = asked.toBuilder();
    if (asked.getTarget() == Target.TARGET_UNSPECIFIED) {
      sampling.setTarget(Target.TARGET_BOX);
    }
    FieldChecks.chosen("flavor.sampling.target", sampling.getTarget());
    FieldChecks.chosen("flavor.sampling.ordering", asked.getOrdering());
    if (asked.getRelease().isEmpty()) {
      sampling.setRelease(NufitRelease.DEFAULT_NAME);
    }
    checkRelease(sampling.getRelease(), asked.getOrdering());
    OrderFields.model("flavor.sampling.model", asked.getModel());
    if (asked.hasGuidance()) {
      FieldChecks.inRange("flavor.sampling.guidance", asked.getGuidance(), 0, config.maxGuidance());
    }
    if (asked.hasSteps()) {
      FieldChecks.inRange(
          "flavor.sampling.steps",
          Integer.toUnsignedLong(asked.getSteps()),
          LEAST_STEPS,
          config.maxSteps());
    }
    if (asked.hasEta()) {
      FieldChecks.inRange("flavor.sampling.eta", asked.getEta(), 0, 1);
    }
    return sampling.build();
  }

  private static void checkRelease(String name, Ordering ordering) {
    var order =
        ordering == Ordering.ORDERING_INVERTED
            ? nustream.flavor.physics.Ordering.IO
            : nustream.flavor.physics.Ordering.NO;
    List<String> known =
        NufitRelease.all().stream()
            .filter(release -> release.orderings().contains(order))
            .map(NufitRelease::name)
            .toList();
    if (!known.contains(name)) {
      throw NustreamException.about(
          ErrorWord.UNKNOWN_RELEASE, "flavor.sampling.release", name, "one of " + known);
    }
  }

  private long maxCandidates(long asked, long target) {
    long block = config.blockSize();
    // Whole blocks are judged: a budget in between counts as the block below.
    long needed = (target + block - 1) / block * block;
    if (asked == 0) {
      long usual = Math.multiplyExact(target, config.candidatesPerAccepted());
      return Math.max(
          needed, Math.min(config.maxCandidates(), Math.max(usual, LEAST_BLOCKS * block)));
    }
    return OrderFields.within("flavor.max_candidates", asked, needed, config.maxCandidates());
  }
}
