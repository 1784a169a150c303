package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The backlog of the models in seconds of work, from the metric gpu_backlog_seconds of campaigns,
 * whatever stands before that name.
 */
@ApplicationScoped
class BacklogMetric {
  /** Metrics of a service are some 100 KB. */
  private static final int MOST_CHARACTERS = 4 << 20;

  private static final Pattern LINE =
      Pattern.compile("(?m)^[a-z_]*gpu_backlog_seconds(?:\\{([^}]*)})? ([0-9.eE+-]+)\\s*$");

  private final PeerPages pages;

  @Inject
  BacklogMetric(PeerPages pages) {
    this.pages = pages;
  }

  /**
   * A line of the metric.
   *
   * @param labels as they stand there, for example model="seesaw-informed"
   */
  record Backlog(String labels, double seconds) {}

  /** Empty where campaigns does not answer or has no such metric. */
  List<Backlog> now() {
    try {
      HttpResponse<String> response = pages.get(Peer.CAMPAIGNS, "/q/metrics").get();
      return response.statusCode() == 200 && response.body().length() <= MOST_CHARACTERS
          ? parse(response.body())
          : List.of();
    } catch (ExecutionException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  static List<Backlog> parse(String metrics) {
    List<Backlog> backlogs = new ArrayList<>();
    for (Matcher line = LINE.matcher(metrics); line.find(); ) {
      String labels = line.group(1) == null ? "" : line.group(1);
      backlogs.add(new Backlog(labels, Double.parseDouble(line.group(2))));
    }
    return backlogs;
  }
}
