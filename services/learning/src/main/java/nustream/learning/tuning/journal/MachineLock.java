package nustream.learning.tuning.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one of our workers on this machine at a journal at a time, however long that takes: a lock
 * of the operating system, which ends with its process and has no clock. Optuna's symbolic link,
 * taken inside it, would be taken away from a holder that gets no processor time for the grace
 * period.
 */
final class MachineLock implements AutoCloseable {
  /** The operating system's locks are of processes: here threads exclude each other. */
  private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final ReentrantLock here;
  private final FileChannel channel;

  private MachineLock(ReentrantLock here, FileChannel channel) {
    this.here = here;
    this.channel = channel;
  }

  /**
   * Waits for the lock and takes it.
   *
   * @param file that is locked; made with its folder where there is none
   */
  static MachineLock acquire(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ReentrantLock here = HERE.computeIfAbsent(file.normalize(), path -> new ReentrantLock());
    here.lock();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return new MachineLock(here, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      here.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      here.unlock();
    }
  }
}
