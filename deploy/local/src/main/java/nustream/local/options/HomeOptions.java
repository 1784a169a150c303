package nustream.local.options;

import java.nio.file.Path;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import picocli.CommandLine.Option;

/** Which local system a command is about. */
public final class HomeOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Folder with the system's data, logs and state (default: NUSTREAM_HOME, else .nustream in the repository).")
  Path folder;

  public Home home() {
    if (folder != null) {
      return new Home(folder);
    }
    String variable = System.getenv("NUSTREAM_HOME");
    return new Home(
        variable != null && !variable.isBlank()
            ? Path.of(variable)
            : Installation.current().root().resolve(".nustream"));
  }
}
