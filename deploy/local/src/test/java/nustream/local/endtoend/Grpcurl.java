package nustream.local.endtoend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program grpcurl, which is not installed for the tests: to build it takes minutes. */
final class Grpcurl {
  private Grpcurl() {}

  static boolean onPath() {
    return System.getenv("GRPCURL") != null
        || Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "grpcurl")));
  }
}
