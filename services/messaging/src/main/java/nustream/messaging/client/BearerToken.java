package nustream.messaging.client;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Sends a token with every call. That of a file is looked at again now and then, so that a token
 * can be replaced while the program runs; while the file cannot be read, what it said before holds.
 * Thread-safe.
 */
public final class BearerToken extends CallCredentials {
  /** Of the platform: the command line has no other. */
  private static final System.Logger LOG = System.getLogger(BearerToken.class.getName());

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** As long as a service reads, with the word before it. */
  private static final int MOST_CHARACTERS = 1000;

  private final String name;
  private final Path file;
  private final long lookNanos;
  private String token;
  private long lookedNanos;
  private boolean failing;

  private BearerToken(String name, Path file, Duration look, String token) {
    this.name = name;
    this.file = file;
    this.lookNanos = look.toNanos();
    this.token = token;
    this.lookedNanos = System.nanoTime();
  }

  /**
   * A token that stays as it is.
   *
   * @param name of what it was given by, for the message
   * @throws IllegalArgumentException if no token looks like that; never with its text
   */
  public static BearerToken of(String name, String token) {
    return new BearerToken(name, null, Duration.ZERO, checked(name, token));
  }

  /**
   * The token that a file holds, and nothing else but white space.
   *
   * @param name of the option or setting, for the message
   * @param look how old what was read may be
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static BearerToken in(String name, Path file, Duration look) {
    try {
      return new BearerToken(name, file, look, read(name, file));
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " = " + file + ": cannot be read (" + e + ")", e);
    }
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    executor.execute(
        () -> {
          Metadata headers = new Metadata();
          headers.put(AUTHORIZATION, "Bearer " + current());
          applier.apply(headers);
        });
  }

  private synchronized String current() {
    if (file == null || System.nanoTime() - lookedNanos < lookNanos) {
      return token;
    }
    try {
      token = read(name, file);
      failing = false;
    } catch (IOException | IllegalArgumentException e) {
      if (!failing) {
        LOG.log(
            System.Logger.Level.ERROR,
            "token=kept file=" + file + " reason=\"" + e.getMessage() + "\"");
      }
      failing = true;
    }
    lookedNanos = System.nanoTime();
    return token;
  }

  private static String read(String name, Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      // One more than allowed, and a line's end: whatever is longer is told from a token.
      byte[] bytes = in.readNBytes(MOST_CHARACTERS + 2);
      return checked(name + " = " + file, new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static String checked(String name, String text) {
    String token = text.strip();
    if (token.isEmpty()
        || token.length() > MOST_CHARACTERS
        || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          name
              + " holds no token: allowed 1 to "
              + MOST_CHARACTERS
              + " visible ASCII characters, for example of openssl rand -hex 32");
    }
    return token;
  }
}
