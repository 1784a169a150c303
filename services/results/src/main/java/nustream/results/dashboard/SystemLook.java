package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The whole system at a glance; looked at once for all pages, and not more often than settings say.
 */
@ApplicationScoped
class SystemLook {
  private final Health health;
  private final TopicLook topics;
  private final DeadLetterLook deadLetters;
  private final BacklogLook backlog;
  private final Duration least;
  private final Clock clock = Clock.systemUTC();
  private View last;

  @Inject
  SystemLook(
      Health health,
      TopicLook topics,
      DeadLetterLook deadLetters,
      BacklogLook backlog,
      DashboardConfig config) {
    this.health = health;
    this.topics = topics;
    this.deadLetters = deadLetters;
    this.backlog = backlog;
    this.least = config.look();
  }

  /**
   * What was seen.
   *
   * @param atMs milliseconds since 1970-01-01 UTC
   * @param kafkaError why the lists of topics are empty; empty itself when they are not
   * @param backlogError why the list of backlogs is empty; empty itself when it is not
   */
  record View(
      long atMs,
      List<Health.Service> services,
      String kafkaError,
      List<TopicLook.Queue> queues,
      List<TopicLook.Log> logs,
      List<DeadLetterLook.Letters> deadLetters,
      String backlogError,
      List<BacklogLook.Backlog> backlogs) {}

  private record Backlogs(String error, List<BacklogLook.Backlog> list) {}

  /** The last view if it is fresh, else a new one. */
  synchronized View now() {
    long nowMs = clock.millis();
    if (last == null || nowMs - last.atMs() >= least.toMillis() || nowMs < last.atMs()) {
      last = look(nowMs);
    }
    return last;
  }

  private View look(long nowMs) {
    List<Health.Service> services = health.now();
    Backlogs backlogs = backlogs();
    try {
      TopicLook.View seen = topics.now();
      return new View(
          nowMs,
          services,
          "",
          seen.queues(),
          seen.logs(),
          deadLetters.now(),
          backlogs.error(),
          backlogs.list());
    } catch (TopicLookException e) {
      return new View(
          nowMs,
          services,
          e.getMessage(),
          List.of(),
          List.of(),
          List.of(),
          backlogs.error(),
          backlogs.list());
    }
  }

  private Backlogs backlogs() {
    try {
      return new Backlogs("", backlog.now());
    } catch (PeerException e) {
      return new Backlogs(e.getMessage(), List.of());
    }
  }
}
