package nustream.messaging.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Programs of others that CI installs while the first modules are built: a file of the program's
 * name lies in the folder of the environment's {@value #FOLDER} for as long as that goes on. A
 * program on the path is not whole before it has gone.
 */
public final class Installation {
  /** Longer than CI gives any of them, however slow a mirror or the machine is. */
  public static final Duration LIMIT = Duration.ofMinutes(35);

  private static final String FOLDER = "NUSTREAM_INSTALLING";

  private Installation() {}

  /** Whether this program is being installed; never outside of CI. */
  public static boolean underWay(String program) {
    String folder = System.getenv(FOLDER);
    return folder != null && Files.exists(Path.of(folder, program));
  }
}
