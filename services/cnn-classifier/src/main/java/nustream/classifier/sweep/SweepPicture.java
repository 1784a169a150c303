package nustream.classifier.sweep;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A sweep as a picture: accuracy against one of its settings, one line per combination of the
 * others, with error bars; dashed the best that is possible on Gaussian maps.
 */
public final class SweepPicture {
  private static final int WIDTH_PIXELS = 1000;
  private static final int HEIGHT_PIXELS = 650;

  /** Settings that may be on the axis, as they are named in a task's description. */
  public static final List<String> AXES =
      List.of("source_redshift", "l_max", "galaxies_per_arcmin2", "mass_ev");

  private SweepPicture() {}

  /** The first of the axes along which the sweep has several values. */
  public static String axis(List<SweepPoint> points) {
    return AXES.stream()
        .filter(
            name -> points.stream().map(p -> p.task().describe().get(name)).distinct().count() > 1)
        .findFirst()
        .orElse(AXES.get(0));
  }

  /**
   * Draws the picture.
   *
   * @param png 1000 x 650 pixels
   */
  public static void write(List<SweepPoint> points, Path png) throws IOException {
    // Without a display the toolkit would fail on its first use.
    System.setProperty("java.awt.headless", "true");
    String axis = axis(points);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH_PIXELS)
            .height(HEIGHT_PIXELS)
            .title("Accuracy of the network; dashed: the best on Gaussian maps")
            .xAxisTitle(axis.replace('_', ' '))
            .yAxisTitle("accuracy")
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    for (Map.Entry<String, TreeMap<Double, SweepPoint>> line : lines(points, axis).entrySet()) {
      TreeMap<Double, SweepPoint> along = line.getValue();
      double[] x = along.keySet().stream().mapToDouble(Double::doubleValue).toArray();
      XYSeries found =
          chart.addSeries(
              line.getKey(), x, values(along, "accuracy"), values(along, "accuracy_error"));
      found.setMarker(SeriesMarkers.CIRCLE);
      chart
          .addSeries(line.getKey() + " bound", x, values(along, "optimal_accuracy"))
          .setMarker(SeriesMarkers.NONE)
          .setLineStyle(new BasicStroke(1, BasicStroke.CAP_BUTT, 0, 1, new float[] {6, 4}, 0))
          .setShowInLegend(false);
    }
    BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
  }

  private static double[] values(TreeMap<Double, SweepPoint> along, String metric) {
    return along.values().stream().mapToDouble(point -> point.metric(metric)).toArray();
  }

  /** Points by everything but the axis, and along it. */
  private static Map<String, TreeMap<Double, SweepPoint>> lines(
      List<SweepPoint> points, String axis) {
    Map<String, TreeMap<Double, SweepPoint>> lines = new LinkedHashMap<>();
    for (SweepPoint point : points) {
      Map<String, String> words = point.task().describe();
      StringBuilder name = new StringBuilder(words.get("kind"));
      for (String other : AXES) {
        if (!other.equals(axis)) {
          name.append(' ').append(shortName(other)).append(' ').append(words.get(other));
        }
      }
      double x = Double.parseDouble(words.get(axis));
      // An infinite cut is drawn at the corner of the grid.
      double shown = Double.isInfinite(x) ? corner(point) : x;
      lines.computeIfAbsent(name.toString(), none -> new TreeMap<>()).put(shown, point);
    }
    return lines;
  }

  private static double corner(SweepPoint point) {
    var geometry = point.task().geometry();
    return geometry.fundamental() * geometry.pixels() / Math.sqrt(2);
  }

  private static String shortName(String axis) {
    return switch (axis) {
      case "source_redshift" -> "z";
      case "l_max" -> "l";
      case "galaxies_per_arcmin2" -> "n";
      default -> "M";
    };
  }
}
