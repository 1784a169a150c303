package nustream.messaging.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what must happen. Longer than the slow moments of cores that others use
 * too; a wait that succeeds costs nothing of it.
 */
public final class Patience {
  public static final Duration LONG = Duration.ofMinutes(2);

  private Patience() {}

  /** A wait of Awaitility that has this patience. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LONG);
  }
}
