package nustream.arrays;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a file of named arrays, one after the other, as {@code numpy.load} reads them. The same
 * arrays give the same bytes. For one thread.
 */
public final class NpzWriter implements AutoCloseable {
  private static final String ENDING = ".npy";

  /** The first that a zip archive can hold, and what NumPy writes too. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  /**
   * @param out closed with this
   */
  public NpzWriter(OutputStream out) {
    zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /** Begins an array; the next one can begin when this is closed. */
  public ArrayWriter array(String name, NpyType type, long... shape) throws IOException {
    var header = new NpyHeader(type, shape);
    // Measured numbers hardly get smaller whatever is tried, and trying takes half of the time of a
    // file; whole numbers and columns of equal text get small at once.
    begin(
        name + ENDING,
        type.kind() == NpyType.Kind.FLOAT ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
    zip.write(header.bytes());
    return new ArrayWriter(name, header, zip);
  }

  /** A whole array of numbers. */
  public void doubles(String name, double[] values, long... shape) throws IOException {
    try (ArrayWriter array = array(name, NpyType.FLOAT64, shape)) {
      for (double value : values) {
        array.putDouble(value);
      }
    }
  }

  /** A whole array of one axis. */
  public void longs(String name, long[] values) throws IOException {
    try (ArrayWriter array = array(name, NpyType.INT64, values.length)) {
      for (long value : values) {
        array.putLong(value);
      }
    }
  }

  /** A whole array of one axis. */
  public void texts(String name, List<String> values) throws IOException {
    int longest = values.stream().mapToInt(v -> v.codePointCount(0, v.length())).max().orElse(0);
    try (ArrayWriter array = array(name, NpyType.text(longest), values.size())) {
      for (String value : values) {
        array.putText(value);
      }
    }
  }

  /** A file that is no array, under its name as it is: {@code numpy.load} gives its bytes. */
  public void file(String name, byte[] content) throws IOException {
    begin(name, Deflater.BEST_SPEED);
    zip.write(content);
    zip.closeEntry();
  }

  /** A file with one JSON object of text, its keys in the order of the map. */
  public void json(String name, Map<String, String> entries) throws IOException {
    String object =
        entries.entrySet().stream()
            .map(entry -> "  " + quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
            .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    file(name, object.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private void begin(String entry, int level) throws IOException {
    zip.setLevel(level);
    var next = new ZipEntry(entry);
    next.setTimeLocal(TIME);
    zip.putNextEntry(next);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
