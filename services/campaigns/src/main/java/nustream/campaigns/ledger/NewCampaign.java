package nustream.campaigns.ledger;

import nustream.campaigns.v1.FlavorOrder;

/**
 * A checked order.
 *
 * @param id 1 to 64 characters of [a-z0-9-]
 * @param order as it was given
 * @param maxCandidates budget with the default filled in, at least one block and the target
 * @param maxSeconds run time with the default filled in
 */
public record NewCampaign(String id, FlavorOrder order, long maxCandidates, long maxSeconds) {}
