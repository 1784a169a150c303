package nustream.learning.tuning.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of a study. */
final class TuningPictures {
  private static final int WIDTH_PIXELS = 1000;
  private static final int HEIGHT_PIXELS = 600;
  private static final Color COMPLETE = new Color(0x1f77b4);
  private static final Color PRUNED = new Color(0xbbbbbb);
  private static final Color BEST = new Color(0xd62728);

  private TuningPictures() {}

  /** Values against the trial's number, and the best so far. */
  static Path history(StudySnapshot study, Path png) throws IOException {
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH_PIXELS)
            .height(HEIGHT_PIXELS)
            .title("Study " + study.name())
            .xAxisTitle("trial")
            .yAxisTitle("value")
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisDecimalPattern("0");
    points(chart, "complete", study.trials(TrialState.COMPLETE), COMPLETE);
    points(chart, "pruned, last report", study.trials(TrialState.PRUNED), PRUNED);
    double[][] best = bestSoFar(study);
    chart
        .addSeries("best so far", best[0], best[1])
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(BEST);
    BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
    return png;
  }

  private static void points(XYChart chart, String name, List<TrialRecord> trials, Color color) {
    List<TrialRecord> drawn =
        trials.stream().filter(trial -> Double.isFinite(trial.value().orElse(Double.NaN))).toList();
    if (!drawn.isEmpty()) {
      chart
          .addSeries(
              name,
              drawn.stream().mapToDouble(TrialRecord::number).toArray(),
              drawn.stream().mapToDouble(trial -> trial.value().getAsDouble()).toArray())
          .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(color);
    }
  }

  /** A staircase: the best value changes at a trial, not between two. */
  private static double[][] bestSoFar(StudySnapshot study) {
    Direction direction = study.direction();
    List<double[]> corners = new ArrayList<>();
    double best = Double.NaN;
    for (TrialRecord trial : study.trials(TrialState.COMPLETE)) {
      double value = trial.value().getAsDouble();
      if (!Double.isNaN(best)) {
        corners.add(new double[] {trial.number(), best});
      }
      if (Double.isNaN(best) || direction.loss(value) < direction.loss(best)) {
        best = value;
        corners.add(new double[] {trial.number(), best});
      }
    }
    return new double[][] {
      corners.stream().mapToDouble(corner -> corner[0]).toArray(),
      corners.stream().mapToDouble(corner -> corner[1]).toArray()
    };
  }

  /** Shares of variance by parameter. */
  static Path importance(Map<String, Double> importance, Path png) throws IOException {
    System.setProperty("java.awt.headless", "true");
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH_PIXELS)
            .height(HEIGHT_PIXELS)
            .title("Importance of parameters")
            .xAxisTitle("parameter")
            .yAxisTitle("share of the variance")
            .build();
    chart.getStyler().setLegendVisible(false).setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    chart.addSeries(
        "importance", new ArrayList<>(importance.keySet()), new ArrayList<>(importance.values()));
    BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
    return png;
  }
}
