package nustream.local.endtoend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nustream.messaging.testing.Installation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The program grpcurl: the environment's GRPCURL, one on the PATH, or the one that CI builds below
 * target while other modules are tested, which is waited for. Where there is none, tests that want
 * it are skipped and say why; where CI is set they fail.
 */
final class Grpcurl {
  private static final String MISSING =
      "no grpcurl on the PATH; `go install github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3`"
          + " brings it";

  private Grpcurl() {}

  /** The program; ends the test where it cannot be had. */
  static Path await(Path root) {
    Awaitility.await().atMost(Installation.LIMIT).until(() -> !Installation.underWay("grpcurl"));
    Optional<Path> program = installed(root);
    if (program.isEmpty() && Boolean.parseBoolean(System.getenv("CI"))) {
      Assertions.fail(MISSING + " (.ci/run does that; see its output)");
    }
    Assumptions.assumeTrue(program.isPresent(), MISSING);
    return program.orElseThrow();
  }

  private static Optional<Path> installed(Path root) {
    String named = System.getenv("GRPCURL");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator))).map(Path::of),
            Stream.of(root.resolve("deploy/local/target/tools")))
        .map(folder -> folder.resolve("grpcurl"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
