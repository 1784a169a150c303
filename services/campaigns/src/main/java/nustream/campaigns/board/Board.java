package nustream.campaigns.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nustream.campaigns.CampaignsConfig;
import nustream.campaigns.v1.Campaign;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;

/**
 * What readers see: every campaign as it was last written to Kafka, so that nobody is told what a
 * restart could take back. Open only on the active replica. Thread-safe.
 */
@ApplicationScoped
public class Board {
  private static final Comparator<Campaign> NEWEST_FIRST =
      Comparator.comparingLong(Campaign::getCreatedAtMs).thenComparing(Campaign::getId).reversed();

  private final int maxWatches;
  private final Map<String, Campaign> campaigns = new HashMap<>();
  private final Set<Watch> watches = new HashSet<>();
  private boolean open;

  @Inject
  public Board(CampaignsConfig config) {
    this(config.maxWatches());
  }

  Board(int maxWatches) {
    this.maxWatches = maxWatches;
  }

  /** Watch streams that are open. */
  public synchronized int watches() {
    return watches.size();
  }

  /** Shows these campaigns; calls are answered from now on. */
  public synchronized void open(Collection<Campaign> written) {
    campaigns.clear();
    written.forEach(campaign -> campaigns.put(campaign.getId(), campaign));
    open = true;
  }

  /** Turns calls away, and ends every watch with STANDBY. */
  public void close() {
    List<Watch> ended;
    synchronized (this) {
      open = false;
      ended = List.copyOf(watches);
    }
    ended.forEach(watch -> watch.fail(standby()));
  }

  public synchronized boolean isOpen() {
    return open;
  }

  /** Shows the new state of a campaign, and answers the one before; null when it is new. */
  public Campaign publish(Campaign campaign) {
    Campaign before;
    List<Watch> watching;
    synchronized (this) {
      before = campaigns.put(campaign.getId(), campaign);
      watching = watches.stream().filter(watch -> watch.watches(campaign.getId())).toList();
    }
    watching.forEach(watch -> watch.offer(campaign));
    return before;
  }

  /** Takes an ended campaign down. */
  public synchronized void remove(String id) {
    campaigns.remove(id);
  }

  /**
   * The campaign of this id.
   *
   * @throws NustreamException UNKNOWN_CAMPAIGN, or STANDBY on a replica that is not active
   */
  public synchronized Campaign get(String id) {
    requireOpen();
    Campaign campaign = campaigns.get(id);
    if (campaign == null) {
      throw NustreamException.about(
          ErrorWord.UNKNOWN_CAMPAIGN, "id", id, "the id of a campaign that is kept");
    }
    return campaign;
  }

  /** The newest campaigns that match, newest first. */
  public synchronized List<Campaign> newest(Predicate<Campaign> matching, int limit) {
    requireOpen();
    return campaigns.values().stream().filter(matching).sorted(NEWEST_FIRST).limit(limit).toList();
  }

  /**
   * The campaign now and at every change until it has ended. A slow reader misses steps between,
   * never the last one.
   *
   * @throws NustreamException as {@link #get}, or OVERLOADED when too many watches are open
   */
  public synchronized Source<Campaign> watch(String id) {
    Campaign now = get(id);
    if (watches.size() >= maxWatches) {
      throw new NustreamException(
          ErrorWord.OVERLOADED, "open watches is " + watches.size() + "; allowed: " + maxWatches);
    }
    Watch watch = new Watch(now, this::forget);
    watches.add(watch);
    return watch;
  }

  private synchronized void forget(Watch watch) {
    watches.remove(watch);
  }

  private void requireOpen() {
    if (!open) {
      throw standby();
    }
  }

  /** What a replica that is not active answers. */
  public static NustreamException standby() {
    return new NustreamException(
        ErrorWord.STANDBY, "this replica is not the active one, or not yet; ask again");
  }
}
