package nustream.campaigns.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nustream.contracts.Topics;
import nustream.messaging.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Who is active: the member of the consumer group that has the one partition of campaigns.v1. The
 * partition is paused, so nothing is read here. A member that dies is replaced after the session
 * timeout, one that closes at once; one that joins takes nothing away (cooperative, sticky).
 */
final class Lease implements AutoCloseable {
  static final TopicPartition CAMPAIGNS = new TopicPartition(Topics.CAMPAIGNS, 0);

  private final KafkaConsumer<String, byte[]> member;
  private boolean held;

  Lease(String bootstrapServers, String group) {
    Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    member = new KafkaConsumer<>(settings);
    member.subscribe(List.of(Topics.CAMPAIGNS), new Partition());
  }

  /** Takes part in the group, and answers whether this member is the active one. */
  boolean held(Duration wait) {
    if (!member.poll(wait).isEmpty()) {
      throw new IllegalStateException("records of a paused partition");
    }
    return held;
  }

  /** The offsets that were committed with the campaigns as they are written. */
  Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
    return member.committed(partitions);
  }

  @Override
  public void close() {
    member.close();
  }

  private final class Partition implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      member.pause(partitions);
      held |= partitions.contains(CAMPAIGNS);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      held &= !partitions.contains(CAMPAIGNS);
    }
  }
}
