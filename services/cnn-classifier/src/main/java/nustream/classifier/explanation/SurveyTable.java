package nustream.classifier.explanation;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nustream.classifier.explanation.AttributionSurvey.Key;
import nustream.classifier.explanation.RegionSurvey.Estimate;

/** A survey as text, as CSV and by name. */
public final class SurveyTable {
  private static final String HEADER =
      "maps,sorted_by,region,area_share,total,total_error,per_pixel,per_pixel_error,"
          + "share_per_area,share_per_area_error";

  private SurveyTable() {}

  /** A table for reading, per population. */
  public static void print(PrintWriter out, Map<Key, RegionSurvey> surveys) {
    surveys.forEach(
        (key, survey) -> {
          out.printf(
              Locale.ROOT,
              "%s of %d %s, pixels sorted by the %s%n",
              key.maps(),
              survey.maps(),
              key.maps().equals(AttributionSurvey.DIFFERENCE) ? "pairs" : "maps",
              key.by() == AttributionSurvey.SortedBy.MAP ? "map" : "map without noise");
          out.printf(
              "%-9s %7s  %-20s  %-24s  %s%n",
              "region", "area", "total", "per pixel", "share per area");
          for (RegionMean mean : survey.means()) {
            out.printf(
                Locale.ROOT,
                "%-9s %7.4f  %+8.4f +- %7.4f  %+10.3e +- %8.1e  %+6.2f +- %.2f%n",
                mean.region(),
                mean.area(),
                mean.total(),
                mean.totalError(),
                mean.perPixel(),
                mean.perPixelError(),
                mean.sharePerArea(),
                mean.sharePerAreaError());
          }
          Estimate asymmetry = survey.asymmetry();
          out.printf(
              Locale.ROOT,
              "overdense minus underdense, of both together: %+.3f +- %.3f%n%n",
              asymmetry.value(),
              asymmetry.error());
        });
  }

  /** A row per population and region. */
  public static void write(Map<Key, RegionSurvey> surveys, Path csv) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    surveys.forEach(
        (key, survey) -> {
          for (RegionMean mean : survey.means()) {
            lines.add(
                String.join(
                    ",",
                    key.maps(),
                    key.by().word(),
                    mean.region(),
                    String.valueOf(mean.area()),
                    String.valueOf(mean.total()),
                    String.valueOf(mean.totalError()),
                    String.valueOf(mean.perPixel()),
                    String.valueOf(mean.perPixelError()),
                    String.valueOf(mean.sharePerArea()),
                    String.valueOf(mean.sharePerAreaError())));
          }
        });
    Files.createDirectories(csv.toAbsolutePath().getParent());
    Files.write(csv, lines);
  }

  /** The numbers by name, for reports. */
  public static List<Map<String, Object>> describe(Map<Key, RegionSurvey> surveys) {
    List<Map<String, Object>> all = new ArrayList<>();
    surveys.forEach(
        (key, survey) -> {
          Map<String, Object> words = new LinkedHashMap<>();
          words.put("maps", key.maps());
          words.put("sorted_by", key.by().word());
          words.put("count", survey.maps());
          words.put("asymmetry", survey.asymmetry().value());
          words.put("asymmetry_error", survey.asymmetry().error());
          words.put("regions", survey.means().stream().map(RegionMean::describe).toList());
          all.add(words);
        });
    return all;
  }
}
