package nustream.learning.tuning.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a worker lives: a file {@code JOURNAL.workers/WORKER} that its process holds locked.
 * The operating system frees the lock when the process ends, however it ends, so no clock or
 * heartbeat is needed. Holds for processes of one machine.
 */
final class WorkerLease implements AutoCloseable {
  /** Workers of this process: probing the file would free its own lock (POSIX). */
  private static final Set<String> HERE = ConcurrentHashMap.newKeySet();

  private final String worker;
  private final Path file;
  private final FileChannel channel;

  private WorkerLease(String worker, Path file, FileChannel channel) {
    this.worker = worker;
    this.file = file;
    this.channel = channel;
  }

  static WorkerLease take(Path folder, String worker) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(worker);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    HERE.add(worker);
    return new WorkerLease(worker, file, channel);
  }

  /** Whether the process of this worker is gone; a worker without a file has ended. */
  static boolean dead(Path folder, String worker) throws IOException {
    if (HERE.contains(worker)) {
      return false;
    }
    Path file = folder.resolve(worker);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free == null) {
        return false;
      }
      Files.deleteIfExists(file);
      return true;
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    HERE.remove(worker);
    channel.close();
    Files.deleteIfExists(file);
  }
}
