package nustream.campaigns.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.Course;
import nustream.campaigns.pacing.Event;
import nustream.campaigns.pacing.Issue;
import nustream.campaigns.pacing.Plan;
import nustream.campaigns.pacing.Step;
import nustream.campaigns.v1.Campaign;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Sampling;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * All campaigns, and what has to be written about them. Knows no Kafka: what it decides takes
 * effect when {@link #takeChanges} has been written. Not thread-safe: one thread owns it.
 */
public final class Ledger {
  private final LedgerSettings settings;

  /** In the order in which they were created. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private final Set<String> changed = new LinkedHashSet<>();
  private final List<String> forgotten = new ArrayList<>();
  private final List<SampleRequest> requests = new ArrayList<>();
  private boolean urgent;

  /** The ledger as it was written; every record has passed {@link #check}. */
  public Ledger(LedgerSettings settings, Collection<Campaign> written) {
    this.settings = settings;
    written.stream()
        .map(CampaignRecords::read)
        .sorted(Comparator.comparingLong(Entry::createdAtMs))
        .forEach(entry -> entries.put(entry.id(), entry));
  }

  /** {@link IllegalArgumentException} when the record is not one that a ledger wrote. */
  public static void check(Campaign record) {
    var unused = CampaignRecords.read(record);
  }

  /**
   * Begins a campaign, or answers the one of this id when its order is the same.
   *
   * @throws NustreamException ALREADY_EXISTS when the id has another order, OVER_LIMIT when too
   *     many campaigns run
   */
  public Campaign create(NewCampaign wanted, long nowMs) {
    Entry known = entries.get(wanted.id());
    if (known != null) {
      if (!known.order().equals(wanted.order())) {
        throw NustreamException.about(
            ErrorWord.ALREADY_EXISTS, "id", wanted.id(), "an id that no other order has");
      }
      return CampaignRecords.write(known);
    }
    if (running() >= settings.maxRunning()) {
      throw new NustreamException(
          ErrorWord.OVER_LIMIT,
          "running campaigns is " + running() + "; allowed: " + settings.maxRunning());
    }
    Plan plan =
        new Plan(
            wanted.order().getTargetAccepted(),
            settings.blockSize(),
            wanted.maxCandidates() / settings.blockSize(),
            CampaignRecords.deadlineMs(nowMs, wanted.maxSeconds()));
    Entry entry =
        new Entry(
            wanted.id(), wanted.order(), wanted.maxSeconds(), Course.begin(plan), nowMs, nowMs, 0);
    entries.put(entry.id(), entry);
    changed.add(entry.id());
    urgent = true;
    return CampaignRecords.write(entry);
  }

  /**
   * Ends a campaign; one that has ended stays as it is.
   *
   * @throws NustreamException UNKNOWN_CAMPAIGN
   */
  public Campaign cancel(String id, long nowMs) {
    if (!entries.containsKey(id)) {
      throw unknown(id);
    }
    apply(id, new Event.CancelAsked(), nowMs);
    return CampaignRecords.write(entries.get(id));
  }

  /** A block came back. Campaigns that are not here, or have ended, are passed over. */
  public void answered(String id, long block, Answer answer, long nowMs) {
    if (entries.containsKey(id)) {
      apply(id, new Event.Answered(block, answer), nowMs);
    }
  }

  /** Lets time pass, and shares the window among the campaigns that run. */
  public void advance(long nowMs) {
    long patienceMs = settings.reissueAfter().toMillis();
    for (String id : idsOfRunning()) {
      apply(id, new Event.Elapsed(nowMs, patienceMs), nowMs);
    }
    List<String> ids = idsOfRunning();
    for (String id : ids) {
      apply(id, new Event.WindowGranted(settings.share(ids.size())), nowMs);
    }
    forgetOldest();
  }

  /** Whether anything is to be written. */
  public boolean hasChanges() {
    return !changed.isEmpty() || !forgotten.isEmpty() || !requests.isEmpty();
  }

  /** Whether a campaign began or ended since the last {@link #takeChanges}. */
  public boolean urgent() {
    return urgent;
  }

  /** Hands over what is to be written. */
  public Changes takeChanges() {
    Changes changes =
        new Changes(
            changed.stream().map(entries::get).map(CampaignRecords::write).toList(),
            List.copyOf(forgotten),
            List.copyOf(requests));
    changed.clear();
    forgotten.clear();
    requests.clear();
    urgent = false;
    return changes;
  }

  /** Every campaign, in the order in which they were created. */
  public List<Campaign> campaigns() {
    return entries.values().stream().map(CampaignRecords::write).toList();
  }

  /** Campaigns that run. */
  public int running() {
    return idsOfRunning().size();
  }

  /** Blocks issued and not answered, over all campaigns. */
  public long outstanding() {
    return entries.values().stream().mapToLong(entry -> entry.course().outstanding()).sum();
  }

  private void apply(String id, Event event, long nowMs) {
    Entry before = entries.get(id);
    Step step = before.course().on(event);
    Course next = step.next();
    step.issues().forEach(issue -> requests.add(request(before, issue)));
    if (next.equalsButForWait(before.course())) {
      entries.put(id, before.waited(next));
      return;
    }
    entries.put(id, before.moved(next, nowMs));
    changed.add(id);
    if (!next.running()) {
      urgent = true;
      requests.removeIf(request -> request.getCampaignId().equals(id));
    }
  }

  private static SampleRequest request(Entry entry, Issue issue) {
    Sampling.Builder sampling = entry.order().getSampling().toBuilder();
    issue.modelDigest().ifPresent(sampling::setModel);
    return SampleRequest.newBuilder()
        .setCampaignId(entry.id())
        .setBlock(issue.block())
        .setCount(entry.course().plan().blockSize())
        .setSampling(sampling)
        .build();
  }

  private void forgetOldest() {
    int tooMany = entries.size() - running() - settings.keepEnded();
    if (tooMany > 0) {
      entries.values().stream()
          .filter(entry -> !entry.course().running())
          .sorted(Comparator.comparingLong(Entry::endedAtMs))
          .limit(tooMany)
          .toList()
          .forEach(this::forget);
    }
  }

  private void forget(Entry entry) {
    entries.remove(entry.id());
    changed.remove(entry.id());
    forgotten.add(entry.id());
  }

  private List<String> idsOfRunning() {
    return entries.values().stream()
        .filter(entry -> entry.course().running())
        .map(Entry::id)
        .toList();
  }

  private static NustreamException unknown(String id) {
    return NustreamException.about(
        ErrorWord.UNKNOWN_CAMPAIGN, "id", id, "the id of a campaign that is kept");
  }
}
