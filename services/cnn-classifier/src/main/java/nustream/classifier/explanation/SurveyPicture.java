package nustream.classifier.explanation;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nustream.classifier.explanation.AttributionSurvey.Key;
import nustream.classifier.explanation.AttributionSurvey.SortedBy;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A survey as a picture: the attribution of every region, with standard errors. */
public final class SurveyPicture {
  private static final int WIDTH_PIXELS = 1100;
  private static final int HEIGHT_PIXELS = 600;
  private static final List<Color> COLORS = List.of(new Color(0x2166ac), new Color(0xd6604d));

  private SurveyPicture() {}

  /**
   * Draws the picture.
   *
   * @param title what was explained
   * @param png 1100 x 600 pixels
   */
  public static void write(Map<Key, RegionSurvey> surveys, String title, Path png)
      throws IOException {
    // Without a display the toolkit would fail on its first use.
    System.setProperty("java.awt.headless", "true");
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH_PIXELS)
            .height(HEIGHT_PIXELS)
            .title(title)
            .xAxisTitle(
                "region: per cent of the pixels by convergence; void < 0, over >= 0, peak > 3"
                    + " sigma")
            .yAxisTitle("attribution of the logit, sum over the region")
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.InsideN)
        .setChartBackgroundColor(Color.WHITE)
        .setSeriesColors(COLORS.toArray(Color[]::new));
    chart.getStyler().setXAxisLabelRotation(30);
    chart.getStyler().setXAxisMaxLabelCount(RegionNumbers.NAMES.size());
    surveys.forEach(
        (key, survey) -> {
          List<RegionMean> means = survey.means();
          chart.addSeries(
              "sorted by the " + (key.by() == SortedBy.MAP ? "map" : "map without noise"),
              means.stream().map(RegionMean::region).toList(),
              means.stream().map(RegionMean::total).toList(),
              means.stream().map(RegionMean::totalError).toList());
        });
    Files.createDirectories(png.toAbsolutePath().getParent());
    BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
  }
}
