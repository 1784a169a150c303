package nustream.local.flavor;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Quantiles of several columns as a table for people. */
final class QuantileTable {
  private final PrintStream out;

  QuantileTable(PrintStream out) {
    this.out = out;
  }

  /**
   * @param quantiles column to level to value
   * @param reference the same of the answer to compare with, shown below each column it has
   */
  void print(
      Map<String, Map<String, Double>> quantiles, Map<String, Map<String, Double>> reference) {
    out.printf("%-14s", "");
    Quantiles.LEVELS.forEach(level -> out.printf("%12s", level));
    out.println();
    quantiles.forEach(
        (column, levels) -> {
          row(column, levels);
          if (reference.containsKey(column)) {
            row("    exact", reference.get(column));
          }
        });
  }

  private void row(String name, Map<String, Double> levels) {
    out.printf("%-14s", name);
    for (String level : Quantiles.LEVELS) {
      Double value = levels.get(level);
      out.printf("%12s", value == null ? "-" : String.format(Locale.ROOT, "%.5g", value));
    }
    out.println();
  }
}
