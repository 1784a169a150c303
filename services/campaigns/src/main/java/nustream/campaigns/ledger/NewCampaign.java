package nustream.campaigns.ledger;

/**
 * A checked order.
 *
 * @param id 1 to 64 characters of [a-z0-9-]
 * @param budget candidates or maps that may be counted, with the default filled in; at least one
 *     block and the target
 * @param maxSeconds run time with the default filled in
 */
public record NewCampaign(String id, Order order, long budget, long maxSeconds) {}
