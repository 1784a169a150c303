package nustream.contracts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The table of topics, read from {@code nustream/topics.csv}: the only place that names them. */
public final class Topics {
  public static final String SAMPLE_REQUESTS = "flavor.sample-requests.v1";
  public static final String CANDIDATES = "flavor.candidates.v1";
  public static final String SOLUTIONS = "flavor.solutions.v1";
  public static final String VERDICTS = "flavor.verdicts.v1";
  public static final String MAP_REQUESTS = "lensing.map-requests.v1";
  public static final String MAPS = "lensing.maps.v1";
  public static final String CLASSIFICATIONS = "lensing.classifications.v1";
  public static final String MODELS = "models.v1";
  public static final String CAMPAIGNS = "campaigns.v1";
  public static final String REPLAYS = "deadletters.replays.v1";

  private static final String RESOURCE = "/nustream/topics.csv";
  private static final List<Topic> ALL = read();

  private Topics() {}

  /** Every topic, in the order of the table, without the dead-letter topics. */
  public static List<Topic> all() {
    return ALL;
  }

  /** The row of this topic; {@link IllegalArgumentException} when the table has none. */
  public static Topic named(String name) {
    return ALL.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic '" + name + "' in " + RESOURCE));
  }

  private static List<Topic> read() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Topics.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Topics::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Topic row(String line) {
    String[] cells = line.split(";", -1);
    if (cells.length != 7) {
      throw new IllegalStateException(RESOURCE + ": want 7 cells in '" + line + "'");
    }
    String retention = cells[4].strip();
    return new Topic(
        cells[0].strip(),
        cells[1].strip(),
        cells[2].strip(),
        Integer.parseInt(cells[3].strip()),
        retention.equals("compact")
            ? Optional.empty()
            : Optional.of(Duration.ofHours(Long.parseLong(retention))),
        cells[5].strip().equals("-")
            ? Optional.empty()
            : Optional.of(Long.parseLong(cells[5].strip()) << 20),
        Integer.parseInt(cells[6].strip()));
  }
}
