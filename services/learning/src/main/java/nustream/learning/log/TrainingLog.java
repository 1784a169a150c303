package nustream.learning.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The log of a training: a CSV file with the column {@code step} and one column per number. Every
 * row is on its way to disk when {@link #append} returns. For one thread at a time.
 */
public final class TrainingLog implements AutoCloseable {
  /** Column drawn on the right axis of the curve. */
  public static final String LEARNING_RATE = "learning_rate";

  /** Columns of this name, or of this name and a suffix, are drawn on the left axis. */
  public static final String LOSS = "loss";

  private static final String STEP = "step";
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*");

  private final Path file;
  private final List<String> columns;
  private final BufferedWriter out;
  private long lastStep;

  private TrainingLog(Path file, List<String> columns, long lastStep) throws IOException {
    this.file = file;
    this.columns = columns;
    this.lastStep = lastStep;
    this.out = Files.newBufferedWriter(file, UTF_8, APPEND);
  }

  /** A new log in this file, replacing what was there. */
  public static TrainingLog create(Path file, List<String> columns) throws IOException {
    List<String> checked = checked(columns);
    Files.writeString(file, header(checked) + "\n");
    return new TrainingLog(file, checked, -1);
  }

  /**
   * Goes on with the log of a training that is resumed from a checkpoint: rows after its step, and
   * a half-written last row, are removed. A missing file is created.
   *
   * @param step steps done at the checkpoint; rows of this step and before stay
   * @throws IllegalArgumentException when the file has other columns
   */
  public static TrainingLog resume(Path file, List<String> columns, long step) throws IOException {
    if (!Files.exists(file)) {
      return create(file, columns);
    }
    List<String> checked = checked(columns);
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(header(checked))) {
      throw new IllegalArgumentException(
          file
              + " has columns '"
              + (lines.isEmpty() ? "" : lines.get(0))
              + "', want '"
              + header(checked)
              + "'");
    }
    List<String> kept = new ArrayList<>(List.of(lines.get(0)));
    long last = -1;
    for (String line : lines.subList(1, lines.size())) {
      long rowStep = Long.parseLong(line.substring(0, line.indexOf(',')));
      if (rowStep <= step) {
        kept.add(line);
        last = rowStep;
      }
    }
    Path draft = file.resolveSibling(file.getFileName() + ".resume");
    Files.writeString(draft, String.join("\n", kept) + "\n");
    Files.move(draft, file, ATOMIC_MOVE);
    return new TrainingLog(file, checked, last);
  }

  /**
   * Adds a row.
   *
   * @param step larger than that of the row before
   * @param values a number for every column; not a number and infinite are written as such
   */
  public void append(long step, Map<String, Double> values) throws IOException {
    if (step <= lastStep) {
      throw new IllegalArgumentException("step " + step + " after step " + lastStep);
    }
    StringBuilder row = new StringBuilder().append(step);
    for (String column : columns) {
      Double value = values.get(column);
      if (value == null) {
        throw new IllegalArgumentException(
            "step " + step + ": no value for column '" + column + "'");
      }
      row.append(',').append(value.doubleValue());
    }
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException(
          "step " + step + ": columns " + values.keySet() + ", want " + columns);
    }
    out.append(row).append('\n').flush();
    lastStep = step;
  }

  /**
   * Draws loss and learning rate against the step from all rows so far.
   *
   * @param png the picture to write, 1000 x 600 pixels
   */
  public void writeCurve(Path png) throws IOException {
    TrainingCurve.write(TrainingRows.read(file), png);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static List<String> checked(List<String> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a training log needs at least one column");
    }
    for (String column : columns) {
      if (!COLUMN.matcher(column).matches() || column.equals(STEP)) {
        throw new IllegalArgumentException(
            "column '" + column + "', want letters, digits, '_' and '.', and not 'step'");
      }
    }
    return List.copyOf(columns);
  }

  private static String header(List<String> columns) {
    return STEP + "," + String.join(",", columns);
  }
}
