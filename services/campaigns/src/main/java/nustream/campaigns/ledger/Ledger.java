package nustream.campaigns.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import nustream.campaigns.pacing.Course;
import nustream.campaigns.pacing.Event;
import nustream.campaigns.pacing.Issue;
import nustream.campaigns.pacing.Plan;
import nustream.campaigns.pacing.Step;
import nustream.campaigns.v1.Campaign;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * All campaigns, and what has to be written about them. Knows no Kafka: what it decides takes
 * effect when {@link #takeChanges} has been written. Not thread-safe: one thread owns it.
 */
public final class Ledger {
  private final LedgerSettings settings;
  private final BlockCosts costs;

  /** In the order in which they were created. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private final Set<String> changed = new LinkedHashSet<>();
  private final List<String> forgotten = new ArrayList<>();

  /** Blocks to ask for, by campaign and number. */
  private final Map<String, NavigableMap<Long, Issue>> issues = new LinkedHashMap<>();

  private boolean urgent;

  /** The ledger as it was written; every record has passed {@link #check}. */
  public Ledger(LedgerSettings settings, Collection<Campaign> written) {
    this.settings = settings;
    this.costs = new BlockCosts(settings.depth());
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
    int blockSize = settings.pace(wanted.order().kind()).blockSize();
    Plan plan =
        new Plan(
            wanted.order().goal(),
            blockSize,
            wanted.budget() / blockSize,
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

  /**
   * Blocks came back. Campaigns that are not here, have ended, or have an order of another kind are
   * passed over, and so are blocks that were not issued.
   */
  public void answered(String id, Answered blocks, long nowMs) {
    Entry entry = entries.get(id);
    if (entry == null || entry.order().kind() != blocks.kind()) {
      return;
    }
    blocks
        .computeSeconds()
        .ifPresent(seconds -> costs.learn(entry.order(), blocks.answer(), seconds, nowMs));
    long end = blocks.endBefore(entry.course().issued());
    for (long block = Math.max(blocks.first(), entry.course().counted().blocks());
        block < end;
        block++) {
      apply(id, new Event.Answered(block, blocks.answer()), nowMs);
    }
  }

  /**
   * Whether one of these answers is here and not counted yet: it is in no record that was written,
   * and has to be read again after a restart.
   */
  public boolean waits(String id, Answered blocks) {
    Entry entry = entries.get(id);
    if (entry == null || entry.order().kind() != blocks.kind()) {
      return false;
    }
    Course course = entry.course();
    return course.waits(blocks.first(), blocks.endBefore(course.issued()));
  }

  /** Lets time pass, and shares the window among the campaigns that run. */
  public void advance(long nowMs) {
    long patienceMs = settings.reissueAfter().toMillis();
    for (String id : idsOfRunning()) {
      apply(id, new Event.Elapsed(nowMs, patienceMs), nowMs);
    }
    List<String> ids = idsOfRunning();
    Map<Order.Kind, Integer> running = new EnumMap<>(Order.Kind.class);
    ids.forEach(id -> running.merge(entries.get(id).order().kind(), 1, Integer::sum));
    for (String id : ids) {
      Entry entry = entries.get(id);
      Order.Kind kind = entry.order().kind();
      Pace pace = settings.pace(kind);
      int share = pace.share(running.get(kind));
      int deep = deep(entry, running.get(kind));
      apply(id, new Event.WindowGranted(share, pace.atOnce(share), deep), nowMs);
    }
    forgetOldest();
  }

  private int deep(Entry entry, int running) {
    return costs
        .seconds(entry.order(), entry.course().plan().blockSize())
        .map(seconds -> settings.depth().share(seconds, running))
        .orElse(0);
  }

  /** Whether anything is to be written. */
  public boolean hasChanges() {
    return !changed.isEmpty() || !forgotten.isEmpty() || !issues.isEmpty();
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
            requests());
    changed.clear();
    forgotten.clear();
    issues.clear();
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
    step.issues()
        .forEach(
            issue -> issues.computeIfAbsent(id, none -> new TreeMap<>()).put(issue.block(), issue));
    if (next.equalsButForWait(before.course())) {
      entries.put(id, before.waited(next));
      return;
    }
    entries.put(id, before.moved(next, nowMs));
    changed.add(id);
    if (!next.running()) {
      urgent = true;
      issues.remove(id);
    }
  }

  /** One of each campaign in turn: of a partition the first comes first. */
  private List<WorkRequest> requests() {
    List<Iterator<WorkRequest>> turns = new ArrayList<>();
    issues.forEach((id, blocks) -> turns.add(requests(entries.get(id), blocks.values())));
    List<WorkRequest> requests = new ArrayList<>();
    while (!turns.isEmpty()) {
      turns.removeIf(turn -> !turn.hasNext());
      turns.forEach(turn -> requests.add(turn.next()));
    }
    return requests;
  }

  private Iterator<WorkRequest> requests(Entry entry, Collection<Issue> blocks) {
    Order order = entry.order();
    int blockSize = entry.course().plan().blockSize();
    return Batch.of(blocks, settings.pace(order.kind()).blocksPerRequest()).stream()
        .map(batch -> order.request(entry.id(), batch, blockSize))
        .iterator();
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
