package nustream.local.supervisor;

import java.util.logging.LogManager;

/**
 * Keeps the log open while the process shuts down. The JDK's own manager closes every handler in a
 * shutdown hook of its own, and how the services ended would be lost.
 */
public final class LateLogManager extends LogManager {
  @Override
  public void reset() {
    // Called by that hook only: the supervisor sets its handlers by itself.
  }
}
