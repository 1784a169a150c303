package nustream.local.supervisor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The deaths of one service inside the policy's window. For one thread. */
final class RestartBudget {
  private final RestartPolicy policy;
  private final Clock clock;
  private final Deque<Instant> deaths = new ArrayDeque<>();

  RestartBudget(RestartPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Counts a death now: the pause before the next start, or empty when it was one too many. */
  Optional<Duration> died() {
    Instant now = clock.instant();
    deaths.addLast(now);
    while (deaths.getFirst().isBefore(now.minus(policy.window()))) {
      deaths.removeFirst();
    }
    if (deaths.size() >= policy.deaths()) {
      return Optional.empty();
    }
    Duration pause = policy.firstPause();
    for (int i = 1; i < deaths.size() && pause.compareTo(policy.longestPause()) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return Optional.of(pause.compareTo(policy.longestPause()) > 0 ? policy.longestPause() : pause);
  }
}
