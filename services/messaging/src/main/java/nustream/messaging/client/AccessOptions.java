package nustream.messaging.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a command needs at the edge of a cluster's services. */
public final class AccessOptions {
  private static final String TOKEN = "NUSTREAM_TOKEN";

  /** A token that is replaced while a command follows something long. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      defaultValue = "${env:NUSTREAM_CA}",
      description =
          "PEM file of the certificates to trust over https (default: NUSTREAM_CA, else those that"
              + " Java trusts).")
  private Path ca;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${env:NUSTREAM_TOKEN_FILE}",
      description =
          "File that holds the token to send (default: NUSTREAM_TOKEN_FILE, else the token itself"
              + " in NUSTREAM_TOKEN, else none). It is only sent over https, or to this machine.")
  private Path tokenFile;

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException naming the option and what is wrong with its file
   */
  public ServiceAccess access() {
    return new ServiceAccess(given(ca).map(file -> Authority.of("--ca", file)), token());
  }

  private Optional<BearerToken> token() {
    Optional<BearerToken> held =
        given(tokenFile).map(file -> BearerToken.in("--token-file", file, LOOK));
    String set = System.getenv(TOKEN);
    return held.isPresent() || set == null || set.isBlank()
        ? held
        : Optional.of(BearerToken.of(TOKEN, set));
  }

  /** A variable that is set to nothing gives a path without a name. */
  private static Optional<Path> given(Path file) {
    return Optional.ofNullable(file).filter(f -> !f.toString().isBlank());
  }
}
