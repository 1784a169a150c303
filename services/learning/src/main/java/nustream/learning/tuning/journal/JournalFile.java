package nustream.learning.tuning.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A journal as a file of one JSON object per line, in the format of Optuna's JournalFileBackend
 * (versions 4 and 5), under the same lock. For one thread at a time; any number of processes.
 *
 * <p>A worker that is killed while it appends leaves a piece of a line. Readers stop before it, and
 * the next one to append removes it first; with the piece left in place the file would be
 * unreadable for good.
 */
public final class JournalFile implements Journal {
  /** Workers of this name are ours, and their lives are known from their leases. */
  public static final String WORKER_PREFIX = "nustream-";

  private final Path file;
  private final Path workers;
  private final Duration grace;
  private long offset;
  private long lines;

  /** The journal in this file, which is created when there is none. */
  public JournalFile(Path file) throws IOException {
    this(file, SymlinkLock.GRACE);
  }

  JournalFile(Path file, Duration grace) throws IOException {
    this.file = file.toAbsolutePath();
    this.workers = this.file.resolveSibling(this.file.getFileName() + ".workers");
    this.grace = grace;
    Files.createDirectories(this.file.getParent());
    FileChannel.open(this.file, CREATE, WRITE).close();
  }

  @Override
  public <T> T exclusively(Action<T> action) throws IOException {
    try (MachineLock ours = MachineLock.acquire(workers.resolve("lock"));
        SymlinkLock everyones = SymlinkLock.acquire(file, grace)) {
      return action.run();
    }
  }

  @Override
  public List<ObjectNode> readNew() throws IOException {
    List<ObjectNode> operations = new ArrayList<>();
    byte[] bytes = tail();
    int start = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] != '\n') {
        continue;
      }
      String line = new String(bytes, start, end - start, UTF_8);
      try {
        operations.add(operation(line));
      } catch (JsonProcessingException e) {
        if (end == bytes.length - 1) {
          break; // as Optuna: not an error until something follows it
        }
        throw new CorruptJournalException(
            file + " line " + (lines + 1) + " is not an operation: " + e.getOriginalMessage(), e);
      }
      lines++;
      start = end + 1;
    }
    offset += start;
    return operations;
  }

  private byte[] tail() throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size() - offset));
      channel.position(offset);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return bytes;
    }
  }

  private static ObjectNode operation(String line) throws JsonProcessingException {
    JsonNode node = JournalJson.read(line);
    if (node instanceof ObjectNode object && object.path("op_code").isInt()) {
      return object;
    }
    throw new JsonProcessingException("no op_code") {
      private static final long serialVersionUID = 1L;
    };
  }

  /** Everything that is whole must have been read, by {@link #readNew} under the same lock. */
  @Override
  public void append(List<ObjectNode> operations) throws IOException {
    String text =
        operations.stream().map(JournalJson::write).collect(Collectors.joining("\n", "", "\n"));
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    checkOnlyAPieceIsUnread();
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.truncate(offset).position(offset);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }

  // A whole operation that was not read would be lost with the piece.
  private void checkOnlyAPieceIsUnread() throws IOException {
    byte[] bytes = tail();
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] == '\n') {
        throw new IllegalStateException(file + ": append before everything was read");
      }
    }
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\n') {
      try {
        operation(new String(bytes, 0, bytes.length - 1, UTF_8));
      } catch (JsonProcessingException e) {
        return;
      }
      throw new IllegalStateException(file + ": append before everything was read");
    }
  }

  @Override
  public AutoCloseable join(String worker) throws IOException {
    return WorkerLease.take(workers, worker);
  }

  @Override
  public Set<String> dead(Set<String> candidates) throws IOException {
    Set<String> dead = new LinkedHashSet<>();
    for (String worker : candidates) {
      if (worker.startsWith(WORKER_PREFIX) && WorkerLease.dead(workers, worker)) {
        dead.add(worker);
      }
    }
    return dead;
  }
}
