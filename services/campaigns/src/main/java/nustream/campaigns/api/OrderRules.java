package nustream.campaigns.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.ledger.NewCampaign;
import nustream.campaigns.v1.CreateRequest;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/**
 * Checks orders, and fills in what does not depend on the model: that the workers do. What only a
 * worker knows (whether it has the model, whether a universe has room for its neutrinos) fails the
 * campaign later, with the worker's reason.
 */
@ApplicationScoped
public class OrderRules {
  private final FlavorRules flavor;
  private final LensingRules lensing;

  @Inject
  public OrderRules(CampaignsConfig config) {
    this.flavor = new FlavorRules(config);
    this.lensing = new LensingRules(config);
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
    return switch (request.getOrderCase()) {
      case FLAVOR -> flavor.check(id, request.getFlavor());
      case LENSING -> lensing.check(id, request.getLensing());
      case ORDER_NOT_SET ->
          throw NustreamException.invalid("order", request.getOrderCase(), "flavor or lensing");
    };
  }
}
