package nustream.local.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Named values as horizontal bars, each with its value beside it. */
public final class BarChart implements Figure {
  private static final double WIDTH = 460;
  private static final double LEFT = 150;
  private static final double RIGHT = 110;
  private static final double ROW = 28;
  private static final double BAR = 18;

  private final double from;
  private final double to;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String name, double value, double error, Color color, String text) {}

  /**
   * @param from value at the left
   * @param to value at the right
   */
  public BarChart(double from, double to) {
    if (!(from < to)) {
      throw new IllegalArgumentException("bars from " + from + " to " + to);
    }
    this.from = from;
    this.to = to;
  }

  /**
   * Adds a bar below the others.
   *
   * @param error standard deviation; 0 for none
   * @param text that stands beside it
   */
  public BarChart bar(String name, double value, double error, Color color, String text) {
    rows.add(new Row(name, value, error, color, text));
    return this;
  }

  @Override
  public String svg(String description) {
    double height = ROW * rows.size() + 6;
    var svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\"" + " aria-label=\"%s\">%n",
                WIDTH,
                height,
                Html.escaped(description)));
    for (int i = 0; i < rows.size(); i++) {
      append(svg, rows.get(i), ROW * i + ROW / 2);
    }
    return svg.append("</svg>\n").toString();
  }

  private void append(StringBuilder svg, Row row, double middle) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
            LEFT - 8,
            middle + 4,
            Html.escaped(row.name())));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\""
                + " fill-opacity=\"0.6\"/>%n",
            LEFT,
            middle - BAR / 2,
            place(row.value()) - LEFT,
            BAR,
            row.color().hex()));
    if (row.error() > 0) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%3$.1f\" y2=\"%3$.1f\" stroke=\"#222\""
                  + " stroke-width=\"1.5\"/>%n",
              place(row.value() - row.error()),
              place(row.value() + row.error()),
              middle));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n",
            WIDTH - RIGHT + 10,
            middle + 4,
            Html.escaped(row.text())));
  }

  private double place(double value) {
    double share = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }
}
