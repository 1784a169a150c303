package nustream.learning.log;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The picture of a training: loss on the left axis, learning rate on the right one. */
final class TrainingCurve {
  private static final int WIDTH_PIXELS = 1000;
  private static final int HEIGHT_PIXELS = 600;
  private static final int RIGHT_AXIS = 1;

  private TrainingCurve() {}

  static void write(TrainingRows rows, Path png) throws IOException {
    // Without a display the toolkit would fail on its first use.
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH_PIXELS)
            .height(HEIGHT_PIXELS)
            .title("Training")
            .xAxisTitle("step")
            .yAxisTitle("loss")
            .build();
    chart.setYAxisGroupTitle(RIGHT_AXIS, "learning rate");
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.InsideNE)
        .setYAxisGroupPosition(RIGHT_AXIS, YAxisPosition.Right)
        .setChartBackgroundColor(Color.WHITE);
    int drawn = 0;
    for (int column = 1; column < rows.columns().size(); column++) {
      String name = rows.columns().get(column);
      boolean rate = name.equals(TrainingLog.LEARNING_RATE);
      double[][] points = rows.finitePoints(column);
      if (points[0].length == 0 || !(rate || name.startsWith(TrainingLog.LOSS))) {
        continue;
      }
      XYSeries series = chart.addSeries(name.replace('_', ' '), points[0], points[1]);
      series.setMarker(SeriesMarkers.NONE).setYAxisGroup(rate ? RIGHT_AXIS : 0);
      drawn++;
    }
    if (drawn == 0) {
      throw new IllegalArgumentException(
          "no loss or learning rate to draw in columns " + rows.columns());
    }
    BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
  }
}
