package nustream.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nustream.local.UserError;

/**
 * The folder that holds everything a local system writes: the broker's data, the results database,
 * logs and the state file. One system runs in a folder at a time.
 */
public record Home(Path folder) {
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  public Path brokerData() {
    return folder.resolve("broker");
  }

  public Path database() {
    return folder.resolve("results").resolve("solutions.duckdb");
  }

  /** Transfer functions of the universes computed so far. */
  public Path transfers() {
    return folder.resolve("transfers");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  /** Log of a service, or of "supervisor". */
  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  public Path stateFile() {
    return folder.resolve("state.json");
  }

  /** Held locked by the supervisor while it runs. */
  public Path lockFile() {
    return folder.resolve("lock");
  }

  /** Makes the folders. */
  public void create() {
    try {
      Files.createDirectories(logs());
      Files.createDirectories(database().getParent());
    } catch (IOException e) {
      throw new UserError(
          "cannot use "
              + folder
              + " as home folder ("
              + e.getMessage()
              + "); choose another with --home or NUSTREAM_HOME",
          e);
    }
  }
}
