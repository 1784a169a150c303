package nustream.messaging.drain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service goes down. */
@ConfigMapping(prefix = "nustream.drain")
public interface DrainConfig {
  /**
   * How long work that has begun may take to finish after a stop was asked for. What is not
   * finished by then is not committed, so another replica does it again. Below the 30 s that
   * Kubernetes waits before it kills, with room to close the clients.
   */
  @WithDefault("20s")
  Duration grace();
}
