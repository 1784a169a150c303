package nustream.results.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.StoredCampaigns;
import org.jboss.logging.Logger;

/**
 * The pages that are open and what they are told: campaigns and counts of what has arrived at every
 * pulse, the system at every look. Asked for once for all pages, and not at all when none is open.
 * A page that does not read is ended; its browser connects anew.
 */
@ApplicationScoped
public class Viewers {
  private static final Logger LOG = Logger.getLogger(Viewers.class);

  /** Events that may wait for one page: a minute of not reading. */
  private static final int WAITING_EVENTS = 64;

  private static final int MOST_CAMPAIGNS = 50;

  private final CampaignCalls campaigns;
  private final StoredCampaigns stored;
  private final SolutionDatabase database;
  private final SystemLook look;
  private final DashboardConfig config;
  private final ObjectMapper json;
  private final Set<MultiEmitter<? super Event>> pages = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService pulse = single("pulse");
  private final ScheduledExecutorService looking = single("look");
  private volatile Event lastCampaigns;
  private volatile Event lastSystem;

  @Inject
  public Viewers(
      CampaignCalls campaigns,
      StoredCampaigns stored,
      SolutionDatabase database,
      SystemLook look,
      DashboardConfig config,
      ObjectMapper json,
      Drain drain) {
    this.campaigns = campaigns;
    this.stored = stored;
    this.database = database;
    this.look = look;
    this.config = config;
    this.json = json;
    every(pulse, config.pulse().toMillis(), this::tellCampaigns);
    every(looking, config.look().toMillis(), this::tellSystem);
    drain.onStop(this::endAll);
  }

  /**
   * Something to tell.
   *
   * @param name "campaigns" or "system"
   * @param data JSON, one line
   */
  record Event(String name, String data) {}

  /**
   * How far campaigns are.
   *
   * @param error why they are not known; empty when they are
   * @param stored ids of campaigns that results itself knows, by kind; only when campaigns is away
   * @param solutions rows taken in so far; classifications likewise
   */
  record News(
      String error,
      List<CampaignView> campaigns,
      Map<String, List<String>> stored,
      long solutions,
      long classifications) {}

  /**
   * Everything from now on, beginning with how things are.
   *
   * @throws NustreamException OVERLOADED when too many pages are open
   */
  Multi<Event> join() {
    if (pages.size() >= config.maxViewers()) {
      throw new NustreamException(
          ErrorWord.OVERLOADED,
          config.maxViewers() + " pages are open already; close one, or try again later");
    }
    return Multi.createFrom().<Event>emitter(this::add, WAITING_EVENTS);
  }

  int open() {
    return pages.size();
  }

  private void add(MultiEmitter<? super Event> page) {
    pages.add(page);
    // Only now, as a page that has left already is told at once.
    page.onTermination(() -> pages.remove(page));
    // Read once each: the thread that tells forgets them where no page is open.
    for (Event last : Arrays.asList(lastCampaigns, lastSystem)) {
      if (last != null) {
        page.emit(last);
      }
    }
    pulse.execute(this::tellCampaigns);
  }

  private void tellCampaigns() {
    if (pages.isEmpty()) {
      lastCampaigns = null;
      return;
    }
    lastCampaigns = new Event("campaigns", written(this::news));
    tell(lastCampaigns);
  }

  private void tellSystem() {
    if (pages.isEmpty()) {
      lastSystem = null;
      return;
    }
    lastSystem = new Event("system", written(look::now));
    tell(lastSystem);
  }

  private void tell(Event event) {
    for (MultiEmitter<? super Event> page : pages) {
      page.emit(event);
    }
  }

  private News news() {
    long solutions = database.extent().endSeq();
    long classifications = database.classificationExtent().endSeq();
    try {
      List<CampaignView> views =
          campaigns.newest(MOST_CAMPAIGNS).stream().map(CampaignView::of).toList();
      return new News("", views, Map.of(), solutions, classifications);
    } catch (PeerException e) {
      return new News(
          e.getMessage(),
          List.of(),
          Map.of(
              "flavor", stored.ofSolutions(MOST_CAMPAIGNS),
              "lensing", stored.ofMaps(MOST_CAMPAIGNS)),
          solutions,
          classifications);
    }
  }

  private String written(Supplier<Object> what) {
    try {
      return json.writeValueAsString(what.get());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A failure is logged, and the next time comes all the same. */
  private static void every(ScheduledExecutorService thread, long millis, Runnable task) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.warnf(e, "viewers=not_told");
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService single(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private void endAll() {
    pages.forEach(MultiEmitter::complete);
  }

  @PreDestroy
  void stop() {
    pulse.shutdownNow();
    looking.shutdownNow();
  }
}
