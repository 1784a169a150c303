package nustream.results.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that was written, open for reading from its beginning to its end. Closing it removes it;
 * on Linux it has no name from the start, so not even a crash leaves it behind. For one thread at a
 * time.
 */
public final class ExportFile implements AutoCloseable {
  private final FileChannel channel;
  private final ByteBuffer head;
  private final long totalBytes;
  private final long rows;

  private ExportFile(FileChannel channel, byte[] head, long totalBytes, long rows) {
    this.channel = channel;
    this.head = ByteBuffer.wrap(head);
    this.totalBytes = totalBytes;
    this.rows = rows;
  }

  static ExportFile open(Path path, byte[] head, long rows) {
    try {
      long size = Files.size(path);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
      return new ExportFile(channel, head, head.length + size, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** Length of the whole, in bytes. */
  public long totalBytes() {
    return totalBytes;
  }

  /** Solutions in it. */
  public long rows() {
    return rows;
  }

  /** The next bytes, at most so many; empty at the end. */
  public ByteBuffer next(int maxBytes) {
    try {
      ByteBuffer chunk = ByteBuffer.allocate(maxBytes);
      while (chunk.hasRemaining() && head.hasRemaining()) {
        chunk.put(head.get());
      }
      boolean more = true;
      while (chunk.hasRemaining() && more) {
        more = channel.read(chunk) >= 0;
      }
      return chunk.flip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read an export", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close an export", e);
    }
  }
}
