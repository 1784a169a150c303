package nustream.campaigns.ledger;

import com.google.protobuf.MessageLite;

/** A request to the workers, and the topic on which they take it; its key is the campaign's id. */
public record WorkRequest(String topic, String campaignId, MessageLite message) {}
