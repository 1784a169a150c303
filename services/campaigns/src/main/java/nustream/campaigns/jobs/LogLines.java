package nustream.campaigns.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import nustream.campaigns.v1.TrainingLogs;

/**
 * A log in messages: the lines that are there, at most 64 KiB of them, or else the next line.
 * Whatever a program writes, no line and no message is larger than its bound. Blocks while there is
 * nothing. For one thread at a time; what it is read from may be closed by another.
 */
final class LogLines implements Iterator<TrainingLogs> {
  /** Characters of a line, of at most 4 bytes each. */
  private static final int MOST_OF_LINE = 2048;

  private static final int MOST_OF_MESSAGE = 16 * 1024;
  private static final String CUT = " ... (cut)";

  private final BufferedReader in;
  private final long mostCharacters;
  private long characters;
  private boolean over;
  private TrainingLogs next;

  /**
   * @param mostCharacters after which the log ends with a line that says so
   */
  LogLines(InputStream in, long mostCharacters) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.mostCharacters = mostCharacters;
  }

  @Override
  public boolean hasNext() {
    if (next == null && !over) {
      next = read();
    }
    return next != null;
  }

  @Override
  public TrainingLogs next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the log has ended");
    }
    TrainingLogs taken = next;
    next = null;
    return taken;
  }

  private TrainingLogs read() {
    try {
      TrainingLogs.Builder message = TrainingLogs.newBuilder();
      int size = 0;
      do {
        String line = line();
        if (line == null) {
          over = true;
        } else {
          message.addLines(line);
          size += line.length();
          characters += line.length();
        }
        if (!over && characters > mostCharacters) {
          message.addLines("... the log goes on; ask again for its newest lines");
          over = true;
        }
      } while (!over && size < MOST_OF_MESSAGE && in.ready());
      return message.getLinesCount() == 0 ? null : message.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line, or what is kept of it; null at the end. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean cut = false;
    int character = in.read();
    if (character < 0) {
      return null;
    }
    while (character >= 0 && character != '\n') {
      if (line.length() < MOST_OF_LINE) {
        line.append((char) character);
      } else {
        cut = true;
      }
      character = in.read();
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return cut ? line + CUT : line.toString();
  }
}
