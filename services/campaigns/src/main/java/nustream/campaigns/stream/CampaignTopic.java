package nustream.campaigns.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import nustream.campaigns.ledger.Ledger;
import nustream.campaigns.v1.Campaign;
import nustream.messaging.KafkaSettings;
import nustream.messaging.Values;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The topic campaigns.v1, read from its beginning to its end. */
final class CampaignTopic {
  private static final Duration POLL = Duration.ofMillis(500);

  /** Without a record for so long while the end is not reached, Kafka does not answer. */
  private static final int SILENT_POLLS = 60;

  private CampaignTopic() {}

  /**
   * The last state of every campaign.
   *
   * @param onPoison takes a record that holds no campaign, and why
   * @throws TimeoutException when the end is not reached
   */
  static Collection<Campaign> read(
      String bootstrapServers,
      BiConsumer<ConsumerRecord<String, byte[]>, NustreamException> onPoison) {
    Map<String, Campaign> campaigns = new LinkedHashMap<>();
    try (var consumer =
        new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(bootstrapServers))) {
      List<TopicPartition> partition = List.of(Lease.CAMPAIGNS);
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      long end = consumer.endOffsets(partition).get(Lease.CAMPAIGNS);
      int silent = 0;
      while (consumer.position(Lease.CAMPAIGNS) < end) {
        var records = consumer.poll(POLL);
        silent = records.isEmpty() ? silent + 1 : 0;
        if (silent > SILENT_POLLS) {
          throw new TimeoutException(
              "%s: at offset %d of %d and no record comes"
                  .formatted(Lease.CAMPAIGNS, consumer.position(Lease.CAMPAIGNS), end));
        }
        records.forEach(record -> take(record, campaigns, onPoison));
      }
    }
    return campaigns.values();
  }

  private static void take(
      ConsumerRecord<String, byte[]> record,
      Map<String, Campaign> campaigns,
      BiConsumer<ConsumerRecord<String, byte[]>, NustreamException> onPoison) {
    if (record.value() == null) {
      campaigns.remove(record.key());
      return;
    }
    try {
      Campaign campaign = Values.decode(record, Campaign.class);
      Ledger.check(campaign);
      campaigns.put(campaign.getId(), campaign);
    } catch (NustreamException e) {
      onPoison.accept(record, e);
    } catch (IllegalArgumentException e) {
      onPoison.accept(record, new NustreamException(ErrorWord.INVALID_FIELD, e.getMessage(), e));
    }
  }
}
