package nustream.messaging.campaigns;

import java.util.LinkedHashMap;
import java.util.Map;
import nustream.campaigns.v1.Campaign;
import nustream.messaging.HeaderNames;
import nustream.messaging.Values;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Campaigns that have ended, as campaigns.v1 tells it: what still waits for them need not be done.
 * A worker that has not heard of an end yet does work in vain, and no harm. Thread-safe.
 */
public final class EndedCampaigns {
  /** Ten times what campaigns keeps; ids of at most 64 characters, about 2 MB. */
  private static final int MOST = 10_000;

  private final Map<String, Boolean> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Takes in a record of the topic.
   *
   * @throws nustream.messaging.errors.NustreamException when it holds no campaign
   */
  public void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      set(record.key(), false);
      return;
    }
    Campaign campaign = Values.decode(record, Campaign.class);
    set(
        campaign.getId(),
        switch (campaign.getState()) {
          case STATE_SUCCEEDED, STATE_CANCELLED, STATE_FAILED -> true;
          case STATE_RUNNING, STATE_UNSPECIFIED, UNRECOGNIZED -> false;
        });
  }

  /** Whether the campaign of this id is known to have ended. */
  public synchronized boolean contains(String id) {
    return ended.containsKey(id);
  }

  /**
   * Whether nobody waits for what this record asks for: its campaign has ended, and it is no dead
   * letter that somebody sent again after all.
   */
  public boolean passesOver(ConsumerRecord<?, ?> request, String campaignId) {
    return contains(campaignId) && request.headers().lastHeader(HeaderNames.REPLAY_OF) == null;
  }

  private synchronized void set(String id, boolean hasEnded) {
    ended.remove(id);
    if (hasEnded) {
      ended.put(id, true);
    }
  }
}
