package nustream.local.flavor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.results.v1.ColumnSummary;
import nustream.results.v1.Summary;

/** Which quantiles are told, and under which names. */
final class Quantiles {
  /** Also the default of results' Summarize; the text is the key in JSON. */
  static final List<String> LEVELS = List.of("0.025", "0.16", "0.5", "0.84", "0.975");

  private Quantiles() {}

  /** Column to level to value; a column that is defined nowhere has null values. */
  static Map<String, Map<String, Double>> of(Summary summary) {
    var columns = new LinkedHashMap<String, Map<String, Double>>();
    for (ColumnSummary column : summary.getColumnsList()) {
      var levels = new LinkedHashMap<String, Double>();
      for (int i = 0; i < LEVELS.size(); i++) {
        levels.put(
            LEVELS.get(i), i < column.getQuantilesCount() ? finite(column.getQuantiles(i)) : null);
      }
      columns.put(column.getColumn(), levels);
    }
    return columns;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
