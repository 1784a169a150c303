package nustream.local.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A figure as SVG, drawn in the order of the calls: what comes later lies above. Texts are those of
 * this program or of services; they are escaped.
 */
public final class Plot implements Figure {
  private static final double WIDTH = 460;
  private static final double PLOT_HEIGHT = 240;
  private static final double LEFT = 58;
  private static final double RIGHT = 14;
  private static final double BOTTOM = 44;
  private static final double LEGEND_LINE = 16;
  private static final double CHARACTER = 6.1;
  private static final double KEY = 22;

  private final Axis x;
  private final Axis y;
  private final StringBuilder drawing = new StringBuilder();
  private final List<LegendItem> legend = new ArrayList<>();

  private record LegendItem(String key, String label) {
    double width() {
      return KEY + CHARACTER * label.length() + 14;
    }
  }

  public Plot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /** Everything between two values of the vertical axis. */
  public Plot band(double from, double to, Color color, String label) {
    double top = vertical(to);
    draw(
        "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\" opacity=\"0.22\"/>",
        LEFT, top, WIDTH - LEFT - RIGHT, vertical(from) - top, color.hex());
    return key(areaKey(color, 0.22), label);
  }

  /** The area between two curves over the same places. */
  public Plot region(double[] at, double[] low, double[] high, Color color, String label) {
    var points = new StringBuilder();
    for (int i = 0; i < at.length; i++) {
      append(points, at[i], high[i]);
    }
    for (int i = at.length - 1; i >= 0; i--) {
      append(points, at[i], low[i]);
    }
    draw(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.18\" stroke=\"%s\""
            + " stroke-width=\"0.8\"/>",
        points, color.hex(), color.hex());
    return key(areaKey(color, 0.3), label);
  }

  /** Shares of bins, filled. */
  public Plot bars(double[] edges, double[] heights, Color color, String label) {
    var path = new StringBuilder();
    append(path, edges[0], y.from());
    for (int i = 0; i < heights.length; i++) {
      append(path, edges[i], heights[i]);
      append(path, edges[i + 1], heights[i]);
    }
    append(path, edges[heights.length], y.from());
    draw("<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.35\"/>", path, color.hex());
    return key(areaKey(color, 0.35), label);
  }

  /** Shares of bins as a staircase. */
  public Plot stairs(double[] edges, double[] heights, Color color, String label) {
    double[] at = new double[2 * heights.length];
    double[] of = new double[2 * heights.length];
    for (int i = 0; i < heights.length; i++) {
      at[2 * i] = edges[i];
      at[2 * i + 1] = edges[i + 1];
      of[2 * i] = heights[i];
      of[2 * i + 1] = heights[i];
    }
    return line(at, of, color, "", label);
  }

  /**
   * A curve.
   *
   * @param dashes as in SVG, for example "4 3"; empty for none
   */
  public Plot line(double[] at, double[] of, Color color, String dashes, String label) {
    var points = new StringBuilder();
    for (int i = 0; i < at.length; i++) {
      append(points, at[i], of[i]);
    }
    draw(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\""
            + " stroke-dasharray=\"%s\"/>",
        points, color.hex(), dashes);
    return key(lineKey(color, dashes), label);
  }

  /** A value of the horizontal axis, over the whole height. */
  public Plot vertical(double at, Color color, String dashes, String label) {
    return line(new double[] {at, at}, new double[] {y.from(), y.to()}, color, dashes, label);
  }

  /** Single points, at most as many as the file may hold. */
  public Plot points(double[] at, double[] of, double radius, Color color, String label) {
    draw("<g fill=\"%s\" fill-opacity=\"0.55\">", color.hex());
    for (int i = 0; i < at.length; i++) {
      if (inside(at[i], of[i])) {
        draw(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
            horizontal(at[i]), vertical(of[i]), radius);
      }
    }
    draw("</g>");
    return key(
        String.format(
            Locale.ROOT,
            "<circle cx=\"9\" cy=\"-4\" r=\"%.1f\" fill=\"%s\"/>",
            Math.max(2, radius),
            color.hex()),
        label);
  }

  /** Vertical error bars. */
  public Plot errors(double[] at, double[] of, double[] error, Color color) {
    for (int i = 0; i < at.length; i++) {
      draw(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
          horizontal(at[i]),
          horizontal(at[i]),
          vertical(of[i] - error[i]),
          vertical(of[i] + error[i]),
          color.hex());
    }
    return this;
  }

  @Override
  public String svg(String description) {
    List<List<LegendItem>> lines = legendLines();
    double top = 8 + LEGEND_LINE * lines.size();
    double height = top + PLOT_HEIGHT + BOTTOM;
    var svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\"" + " aria-label=\"%s\">%n",
            WIDTH,
            height,
            Html.escaped(description)));
    for (int i = 0; i < lines.size(); i++) {
      appendLegend(svg, lines.get(i), LEGEND_LINE * (i + 1));
    }
    svg.append(String.format(Locale.ROOT, "<g transform=\"translate(0 %.1f)\">%n", top));
    appendGrid(svg);
    // A nested drawing cuts off what reaches beyond the axes.
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg x=\"%1$.1f\" y=\"0\" width=\"%2$.1f\" height=\"%3$.1f\" viewBox=\"%1$.1f 0 %2$.1f"
                + " %3$.1f\">%n",
            LEFT,
            WIDTH - LEFT - RIGHT,
            PLOT_HEIGHT));
    svg.append(drawing).append("</svg>\n");
    appendAxes(svg);
    return svg.append("</g></svg>\n").toString();
  }

  private void appendGrid(StringBuilder svg) {
    for (double tick : x.ticks()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$.1f\"/>%n",
              horizontal(tick),
              PLOT_HEIGHT));
    }
    for (double tick : y.ticks()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%3$.1f\" y2=\"%3$.1f\"/>%n",
              LEFT,
              WIDTH - RIGHT,
              vertical(tick)));
    }
  }

  private void appendAxes(StringBuilder svg) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"frame\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%.1f\"/>%n",
            LEFT,
            WIDTH - LEFT - RIGHT,
            PLOT_HEIGHT));
    for (double tick : x.ticks()) {
      text(svg, horizontal(tick), PLOT_HEIGHT + 15, "middle", x.text(tick));
    }
    for (double tick : y.ticks()) {
      text(svg, LEFT - 6, vertical(tick) + 4, "end", y.text(tick));
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2, PLOT_HEIGHT + 35, "middle", Html.escaped(x.label()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text transform=\"translate(13 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
            PLOT_HEIGHT / 2,
            Html.escaped(y.label())));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            text));
  }

  private List<List<LegendItem>> legendLines() {
    List<List<LegendItem>> lines = new ArrayList<>();
    double room = 0;
    for (LegendItem item : legend) {
      if (lines.isEmpty() || item.width() > room) {
        lines.add(new ArrayList<>());
        room = WIDTH - LEFT;
      }
      lines.get(lines.size() - 1).add(item);
      room -= item.width();
    }
    return lines;
  }

  private static void appendLegend(StringBuilder svg, List<LegendItem> items, double height) {
    double at = LEFT;
    for (LegendItem item : items) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<g transform=\"translate(%.1f %.1f)\">%s<text x=\"%.0f\">%s</text></g>%n",
              at,
              height,
              item.key(),
              KEY,
              Html.escaped(item.label())));
      at += item.width();
    }
  }

  private Plot key(String key, String label) {
    if (!label.isEmpty()) {
      legend.add(new LegendItem(key, label));
    }
    return this;
  }

  private static String areaKey(Color color, double opacity) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"0\" y=\"-10\" width=\"18\" height=\"10\" fill=\"%s\" opacity=\"%.2f\"/>",
        color.hex(),
        opacity + 0.1);
  }

  private static String lineKey(Color color, String dashes) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"0\" x2=\"18\" y1=\"-4\" y2=\"-4\" stroke=\"%s\" stroke-width=\"2\""
            + " stroke-dasharray=\"%s\"/>",
        color.hex(),
        dashes);
  }

  private void draw(String format, Object... values) {
    drawing.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void append(StringBuilder points, double at, double of) {
    points.append(String.format(Locale.ROOT, "%.2f,%.2f ", horizontal(at), vertical(of)));
  }

  private boolean inside(double at, double of) {
    return at >= x.from() && at <= x.to() && of >= y.from() && of <= y.to();
  }

  /** Values far outside are kept near, where they are cut off: SVG has limits. */
  private double horizontal(double value) {
    return LEFT + clamp(x.place(value)) * (WIDTH - LEFT - RIGHT);
  }

  private double vertical(double value) {
    return (1 - clamp(y.place(value))) * PLOT_HEIGHT;
  }

  private static double clamp(double place) {
    return Math.max(-1, Math.min(2, place));
  }
}
