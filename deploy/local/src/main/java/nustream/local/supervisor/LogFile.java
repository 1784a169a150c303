package nustream.local.supervisor;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The log of one service: every line with the time in front of it. When the file reaches its bound
 * it becomes {@code <name>.1}, replacing the one before, so a log takes at most twice the bound.
 * Thread-safe.
 */
final class LogFile implements Closeable {
  /** 8 MiB hold some 60,000 lines of 130 characters. */
  static final long MAX_BYTES = 8L << 20;

  /** Lines kept in memory to show when the service dies. */
  private static final int TAIL_LINES = 20;

  /** A longer line is cut: a program that prints without line ends must not fill the memory. */
  private static final int MAX_LINE = 8_192;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final Path file;
  private final long maxBytes;
  private final Clock clock;
  private final Deque<String> tail = new ArrayDeque<>();
  private Writer out;
  private long bytes;

  LogFile(Path file, long maxBytes, Clock clock) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.clock = clock;
    open();
  }

  /** Copies what a process prints, line by line, until it ends. */
  void copy(InputStream output) throws IOException {
    try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      var line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c == '\n') {
          write(line.toString());
          line.setLength(0);
        } else if (c != '\r' && line.length() < MAX_LINE) {
          line.append((char) c);
        }
      }
      if (!line.isEmpty()) {
        write(line.toString());
      }
    }
  }

  synchronized void write(String line) throws IOException {
    String stamped = TIME.format(clock.instant()) + " " + line + "\n";
    out.write(stamped);
    out.flush();
    bytes += stamped.getBytes(StandardCharsets.UTF_8).length;
    tail.addLast(line);
    if (tail.size() > TAIL_LINES) {
      tail.removeFirst();
    }
    if (bytes >= maxBytes) {
      out.close();
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      open();
    }
  }

  /** The last lines, oldest first. */
  synchronized List<String> tail() {
    return List.copyOf(tail);
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  private void open() throws IOException {
    out =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    bytes = Files.size(file);
  }
}
