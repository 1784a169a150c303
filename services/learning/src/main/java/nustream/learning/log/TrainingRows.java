package nustream.learning.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of a training log, column by column, step first. */
record TrainingRows(List<String> columns, double[][] values) {

  static TrainingRows read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> columns = List.of(lines.get(0).split(",", -1));
    double[][] values = new double[columns.size()][lines.size() - 1];
    for (int row = 1; row < lines.size(); row++) {
      String[] cells = lines.get(row).split(",", -1);
      if (cells.length != columns.size()) {
        throw new IOException(
            file + " line " + (row + 1) + ": " + cells.length + " cells, want " + columns.size());
      }
      for (int column = 0; column < cells.length; column++) {
        values[column][row - 1] = Double.parseDouble(cells[column]);
      }
    }
    return new TrainingRows(columns, values);
  }

  /** The finite points of one column against the step, as {steps, values}. */
  double[][] finitePoints(int column) {
    List<double[]> points = new ArrayList<>();
    for (int row = 0; row < values[0].length; row++) {
      if (Double.isFinite(values[column][row])) {
        points.add(new double[] {values[0][row], values[column][row]});
      }
    }
    double[][] xy = new double[2][points.size()];
    for (int i = 0; i < points.size(); i++) {
      xy[0][i] = points.get(i)[0];
      xy[1][i] = points.get(i)[1];
    }
    return xy;
  }
}
