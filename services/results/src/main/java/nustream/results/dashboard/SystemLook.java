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
  private final BacklogMetric backlog;
  private final Duration least;
  private final Clock clock = Clock.systemUTC();
  private View last;

  @Inject
  SystemLook(
      Health health,
      TopicLook topics,
      DeadLetterLook deadLetters,
      BacklogMetric backlog,
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
   * @param backlogs in seconds of work; empty where campaigns exports none
   */
  record View(
      long atMs,
      List<Health.Service> services,
      String kafkaError,
      List<TopicLook.Queue> queues,
      List<TopicLook.Log> logs,
      List<DeadLetterLook.Letters> deadLetters,
      List<BacklogMetric.Backlog> backlogs) {}

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
    List<BacklogMetric.Backlog> backlogs = backlog.now();
    try {
      TopicLook.View seen = topics.now();
      return new View(nowMs, services, "", seen.queues(), seen.logs(), deadLetters.now(), backlogs);
    } catch (TopicLookException e) {
      return new View(nowMs, services, e.getMessage(), List.of(), List.of(), List.of(), backlogs);
    }
  }
}
