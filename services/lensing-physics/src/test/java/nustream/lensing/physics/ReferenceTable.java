package nustream.lensing.physics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Columns of numbers from a text file under reference/, comment lines starting with '#'. */
public final class ReferenceTable {
  private final List<double[]> rows;

  private ReferenceTable(List<double[]> rows) {
    this.rows = rows;
  }

  public static ReferenceTable read(String name) {
    List<double[]> rows = new ArrayList<>();
    for (String line : lines(name)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] words = line.trim().split("[\\s,]+");
        double[] row = new double[words.length];
        for (int i = 0; i < row.length; i++) {
          row[i] = Double.parseDouble(words[i]);
        }
        rows.add(row);
      }
    }
    return new ReferenceTable(rows);
  }

  /** The lines of a file under reference/ as they are. */
  public static List<String> lines(String name) {
    try (InputStream in = ReferenceTable.class.getResourceAsStream("/reference/" + name);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int size() {
    return rows.size();
  }

  public double at(int row, int column) {
    return rows.get(row)[column];
  }

  public double[] column(int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }
}
