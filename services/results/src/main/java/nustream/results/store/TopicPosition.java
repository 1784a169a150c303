package nustream.results.store;

/**
 * How far a partition of a topic has been taken in.
 *
 * @param topicId the broker's id of the topic: one that was deleted and made again under its old
 *     name has another id, and its offsets start again
 * @param nextOffset the first offset not yet taken in
 */
public record TopicPosition(String topic, String topicId, int partition, long nextOffset) {}
