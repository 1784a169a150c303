package nustream.campaigns.ledger;

import com.google.protobuf.MessageLite;

/**
 * A request to the workers.
 *
 * @param topic on which they take it
 * @param campaignId whose request it is
 */
public record WorkRequest(String topic, String campaignId, MessageLite message) {}
