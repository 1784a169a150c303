package nustream.messaging.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The file of tokens, followed on a thread of its own: a mounted secret changes by a symbolic link,
 * of which no file watcher tells. While the file cannot be read, what it said before holds.
 */
final class TokenFile implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TokenFile.class);

  /** A thousand lines of at most 200 bytes, and comments. */
  private static final long MOST_BYTES = 1 << 20;

  private final Path file;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread named = new Thread(task, "edge-tokens");
            named.setDaemon(true);
            return named;
          });

  private volatile TokenList tokens;

  /** What {@link #tokens} were read from. Owned by the thread, after the constructor. */
  private String text;

  private boolean failing;

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  TokenFile(Path file, Duration interval) {
    this.file = file;
    try {
      text = read();
      tokens = TokenList.parse(text);
    } catch (IOException | IllegalArgumentException e) {
      thread.shutdown();
      throw new IllegalArgumentException("nustream.edge.tokens = " + file + ": " + told(e), e);
    }
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  TokenList tokens() {
    return tokens;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void look() {
    try {
      String now = read();
      if (!now.equals(text)) {
        tokens = TokenList.parse(now);
        text = now;
        LOG.infof("edge=tokens state=reloaded count=%d", tokens.size());
      }
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing) {
        LOG.errorf("edge=tokens state=kept file=%s reason=\"%s\"", file, told(e));
      }
      failing = true;
    }
  }

  private String read() throws IOException {
    long bytes = Files.size(file);
    if (bytes > MOST_BYTES) {
      throw new IOException(bytes + " bytes, allowed at most " + MOST_BYTES);
    }
    return Files.readString(file);
  }

  private static String told(Exception e) {
    return e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
  }
}
