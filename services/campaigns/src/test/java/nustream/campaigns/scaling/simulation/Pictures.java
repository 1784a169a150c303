package nustream.campaigns.scaling.simulation;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nustream.campaigns.scaling.simulation.Outcome.Moment;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A comparison as pictures and tables: backlog, replicas and GPU-hours over time, by load. */
final class Pictures {
  private static final int WIDTH_PIXELS = 480;
  private static final int HEIGHT_PIXELS = 240;
  private static final Color OURS = new Color(0x1f77b4);
  private static final Color LAG = new Color(0xd95f02);

  private static final List<String> COMPARED = List.of("backlog", "lag");
  private static final List<String> PACED = List.of("by seconds", "by window");

  private Pictures() {}

  /** A picture and a table of every load, second by second, and the summary. */
  static void write(Comparison comparison, Path folder) throws IOException {
    // Without a display the toolkit would fail on its first use.
    System.setProperty("java.awt.headless", "true");
    Files.createDirectories(folder);
    for (Map.Entry<Load, Outcome> entry : comparison.backlog().entrySet()) {
      Load load = entry.getKey();
      Outcome ours = entry.getValue();
      Outcome lag = comparison.lag().get(load);
      List<XYChart> charts =
          List.of(
              chart(load.name() + ": backlog, s", COMPARED, ours, lag, Moment::backlogSeconds),
              chart(load.name() + ": replicas", COMPARED, ours, lag, Moment::replicas),
              gpuHours(load.name(), COMPARED, ours, lag));
      String file = load.name().replace(' ', '-');
      BitmapEncoder.saveBitmap(
          charts, 1, 3, folder.resolve(file + ".png").toString(), BitmapFormat.PNG);
      Files.writeString(folder.resolve(file + ".csv"), csv(ours, lag), StandardCharsets.UTF_8);
    }
    Files.writeString(folder.resolve("summary.md"), comparison.table(), StandardCharsets.UTF_8);
  }

  /** One large order by its window and by seconds of work. */
  static void write(OneCampaign byWindow, OneCampaign bySeconds, Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Files.createDirectories(folder);
    Outcome seconds = bySeconds.outcome();
    Outcome window = byWindow.outcome();
    List<XYChart> charts =
        List.of(
            chart("one campaign: backlog, s", PACED, seconds, window, Moment::backlogSeconds),
            chart("one campaign: replicas", PACED, seconds, window, Moment::replicas),
            gpuHours("one campaign", PACED, seconds, window));
    BitmapEncoder.saveBitmap(
        charts, 1, 3, folder.resolve("one-campaign.png").toString(), BitmapFormat.PNG);
  }

  private static XYChart chart(
      String title,
      List<String> names,
      Outcome ours,
      Outcome other,
      ToDoubleFunction<Moment> figure) {
    XYChart chart = empty(title);
    add(chart, names.get(0), OURS, ours, figure);
    add(chart, names.get(1), LAG, other, figure);
    return chart;
  }

  private static XYChart gpuHours(String load, List<String> names, Outcome ours, Outcome other) {
    XYChart chart = empty(load + ": GPU-hours");
    add(chart, names.get(0), OURS, ours.trace(), cumulated(ours));
    add(chart, names.get(1), LAG, other.trace(), cumulated(other));
    return chart;
  }

  private static XYChart empty(String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH_PIXELS)
            .height(HEIGHT_PIXELS)
            .title(title)
            .xAxisTitle("minutes")
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private static void add(
      XYChart chart, String name, Color color, Outcome outcome, ToDoubleFunction<Moment> figure) {
    add(
        chart,
        name,
        color,
        outcome.trace(),
        outcome.trace().stream().mapToDouble(figure).toArray());
  }

  private static void add(
      XYChart chart, String name, Color color, List<Moment> trace, double[] values) {
    double[] minutes = trace.stream().mapToDouble(moment -> moment.second() / 60).toArray();
    chart.addSeries(name, minutes, values).setMarker(SeriesMarkers.NONE).setLineColor(color);
  }

  private static double[] cumulated(Outcome outcome) {
    double[] hours = new double[outcome.trace().size()];
    double sum = 0;
    for (int i = 0; i < hours.length; i++) {
      sum += outcome.trace().get(i).replicas() / 3600.0;
      hours[i] = sum;
    }
    return hours;
  }

  private static String csv(Outcome ours, Outcome lag) {
    StringBuilder csv = new StringBuilder("policy,second,backlog_seconds,records,replicas\n");
    append(csv, "backlog", ours);
    append(csv, "lag", lag);
    return csv.toString();
  }

  private static void append(StringBuilder csv, String policy, Outcome outcome) {
    for (Moment moment : outcome.trace()) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%.0f,%.2f,%d,%d%n",
              policy,
              moment.second(),
              moment.backlogSeconds(),
              moment.records(),
              moment.replicas()));
    }
  }
}
