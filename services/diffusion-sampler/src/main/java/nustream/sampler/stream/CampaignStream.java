package nustream.sampler.stream;

import jakarta.enterprise.context.ApplicationScoped;
import nustream.messaging.campaigns.EndedCampaigns;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** campaigns.v1: requests of campaigns that have ended are passed over. */
@ApplicationScoped
public class CampaignStream {
  private final EndedCampaigns ended = new EndedCampaigns();

  /** Takes in the state of a campaign; one that cannot be read becomes a dead letter. */
  @Incoming("campaigns")
  public void changed(ConsumerRecord<String, byte[]> record) {
    ended.take(record);
  }

  /** The campaigns whose requests are passed over. */
  public EndedCampaigns ended() {
    return ended;
  }
}
