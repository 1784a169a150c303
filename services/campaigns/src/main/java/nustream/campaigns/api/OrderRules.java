package nustream.campaigns.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.FlavorOrder;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/**
 * Checks orders, and fills in what does not depend on the model: that the sampler does. What only
 * the sampler knows (whether it has the model) fails the campaign later, with the sampler's reason.
 */
@ApplicationScoped
public class OrderRules {
  private static final int LEAST_STEPS = 2;

  /** The default budget has at least so many blocks: a small target does not fail by chance. */
  private static final int LEAST_BLOCKS = 20;

  /** Name of a model, or its digest. */
  private static final Pattern MODEL = Pattern.compile("[a-z0-9-]{0,64}|sha256:[0-9a-f]{64}");

  private final CampaignsConfig config;

  @Inject
  public OrderRules(CampaignsConfig config) {
    this.config = config;
    if (config.maxCandidates() < 1 || config.maxCandidates() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "campaigns.max-candidates is %d; allowed: 1 to %d, as the cuts count in 32 bits"
              .formatted(config.maxCandidates(), Integer.MAX_VALUE));
    }
  }

  /**
   * The campaign that is asked for.
   *
   * @throws NustreamException INVALID_FIELD, OVER_LIMIT or UNKNOWN_RELEASE, naming field, value and
   *     what is allowed
   */
  public NewCampaign check(CreateRequest request) {
    String id =
        request.getId().isEmpty()
            ? UUID.randomUUID().toString()
            : FieldChecks.id("id", request.getId());
    if (!request.hasFlavor()) {
      throw NustreamException.invalid("order", request.getOrderCase(), "flavor");
    }
    FlavorOrder order = request.getFlavor();
    long target =
        within("flavor.target_accepted", order.getTargetAccepted(), 1, config.maxTargetAccepted());
    return new NewCampaign(
        id,
        order.toBuilder().setSampling(checked(order.getSampling())).build(),
        maxCandidates(order.getMaxCandidates(), target),
        maxSeconds(order.getMaxSeconds()));
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
    if (!MODEL.matcher(asked.getModel()).matches()) {
      throw NustreamException.invalid(
          "flavor.sampling.model",
          asked.getModel(),
          "at most 64 characters of [a-z0-9-], or sha256: and 64 hexadecimal digits");
    }
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
    return within("flavor.max_candidates", asked, needed, config.maxCandidates());
  }

  private long maxSeconds(long asked) {
    return asked == 0
        ? config.runTime().toSeconds()
        : within("flavor.max_seconds", asked, 1, config.maxRunTime().toSeconds());
  }

  /** For unsigned fields: above 2^63 they arrive as negative numbers. */
  private static long within(String field, long value, long min, long max) {
    if (Long.compareUnsigned(value, min) < 0) {
      throw NustreamException.invalid(field, value, min + " to " + max);
    }
    if (Long.compareUnsigned(value, max) > 0) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT, field, Long.toUnsignedString(value), min + " to " + max);
    }
    return value;
  }
}
