package nustream.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data folder for one broker at a time.
 *
 * <p>Kafka has a lock of its own, but looks at it only when half of the broker is running, and what
 * runs by then may end the whole JVM when the rest does not come up. So the folder is claimed
 * before Kafka sees it.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Claims the folder, or fails with a {@link BrokerStartException} that names it. */
  static FolderLock claim(Path folder) {
    Path file = folder.resolve("nustream.lock");
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!held(channel)) {
        throw new BrokerStartException(
            "the data folder " + folder + " is in use by another broker: stop that one first");
      }
      var claimed = new FolderLock(channel);
      channel = null;
      return claimed;
    } catch (IOException e) {
      throw new BrokerStartException("cannot claim the data folder " + folder + ": " + e, e);
    } finally {
      close(channel);
    }
  }

  private static boolean held(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }

  /** Gives the folder up. */
  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot give up a data folder", e);
    }
  }
}
