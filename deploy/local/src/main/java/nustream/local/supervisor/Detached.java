package nustream.local.supervisor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that do not get the signals of the terminal. */
public final class Detached {
  private Detached() {}

  /**
   * The command in a session of its own, so that Ctrl-C reaches only the program that the user
   * started, which then stops the others in order. Unchanged where setsid is missing.
   */
  public static List<String> command(List<String> command) {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .map(
            setsid -> {
              var detached = new ArrayList<String>();
              detached.add(setsid.toString());
              detached.addAll(command);
              return List.copyOf(detached);
            })
        .orElse(command);
  }
}
