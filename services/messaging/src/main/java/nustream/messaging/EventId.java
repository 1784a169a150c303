package nustream.messaging;

import com.google.protobuf.MessageLite;
import nustream.campaigns.v1.Campaign;
import nustream.deadletters.v1.Replay;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.SolutionBlock;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapRequest;
import nustream.models.v1.ModelRelease;

/**
 * The id of an event, derived from what it is about, so that repeated work has the same one. It is
 * also the key of the records of blocks and maps: those of one campaign spread over the partitions,
 * and repeats of one block meet in the same one.
 */
public final class EventId {
  private EventId() {}

  /** {@link IllegalArgumentException} for a message that is no value of a topic. */
  public static String of(MessageLite message) {
    if (message instanceof SampleRequest m) {
      return m.getCampaignId() + "/" + m.getBlock();
    }
    if (message instanceof CandidateBlock m) {
      return m.getCampaignId() + "/" + m.getBlock();
    }
    if (message instanceof SolutionBlock m) {
      return m.getCampaignId() + "/" + m.getBlock();
    }
    if (message instanceof Verdict m) {
      return m.getCampaignId() + "/" + m.getBlock();
    }
    if (message instanceof MapRequest m) {
      return m.getCampaignId() + "/" + Long.toUnsignedString(m.getFirst());
    }
    if (message instanceof ConvergenceMap m) {
      return m.getId();
    }
    if (message instanceof Classification m) {
      return m.getId();
    }
    if (message instanceof Campaign m) {
      return m.getId() + "/" + m.getUpdatedAtMs();
    }
    if (message instanceof ModelRelease m) {
      return m.getName() + "/" + m.getDigest();
    }
    if (message instanceof Replay m) {
      return m.getDeadLetterTopic() + "/" + m.getPartition() + "/" + m.getOffset();
    }
    throw new IllegalArgumentException("no event id for " + message.getClass().getName());
  }
}
