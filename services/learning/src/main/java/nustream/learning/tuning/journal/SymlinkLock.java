package nustream.learning.tuning.journal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.UUID;

/**
 * The lock of Optuna's JournalFileBackend: a symbolic link {@code FILE.lock} that its holder makes
 * and removes, so that workers in Java and in Python can share a journal. A holder that was killed
 * leaves the link: it is taken away after a grace period, as Optuna does.
 */
final class SymlinkLock implements AutoCloseable {
  /** Optuna's. A journal is locked for milliseconds at a time. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final long FIRST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final Path link;

  private SymlinkLock(Path link) {
    this.link = link;
  }

  /** Waits for the lock of this file and takes it. */
  static SymlinkLock acquire(Path file, Duration grace) throws IOException {
    Path link = file.resolveSibling(file.getFileName() + ".lock");
    Object seen = null;
    long seenSinceNanos = System.nanoTime();
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        Files.createSymbolicLink(link, file.getFileName());
        return new SymlinkLock(link);
      } catch (FileAlreadyExistsException e) {
        Object holder = identity(link);
        if (holder == null || !holder.equals(seen)) {
          seen = holder;
          seenSinceNanos = System.nanoTime();
        } else if (System.nanoTime() - seenSinceNanos > grace.toNanos()) {
          remove(link);
          seen = null;
          continue;
        }
        pause(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  // Tells one holder's link from the next one's.
  private static Object identity(Path link) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(link, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return attributes.fileKey() + "@" + attributes.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  // Renamed first: of several who remove it, one succeeds.
  private static boolean remove(Path link) throws IOException {
    Path aside = link.resolveSibling(link.getFileName() + UUID.randomUUID().toString() + ".rename");
    try {
      Files.move(link, aside);
    } catch (NoSuchFileException e) {
      return false;
    }
    Files.delete(aside);
    return true;
  }

  private static void pause(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the lock of a journal");
    }
  }

  @Override
  public void close() throws IOException {
    remove(link);
  }
}
