package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The backlog of the models in seconds of work, from the metric gpu_backlog_seconds of campaigns,
 * whatever stands before that name.
 */
@ApplicationScoped
class BacklogMetric {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Metrics of a service are some 100 KB. */
  private static final int MOST_CHARACTERS = 4 << 20;

  private static final Pattern LINE =
      Pattern.compile("(?m)^[a-z_]*gpu_backlog_seconds(?:\\{([^}]*)})? ([0-9.eE+-]+)\\s*$");

  private final Peers peers;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();

  @Inject
  BacklogMetric(Peers peers) {
    this.peers = peers;
  }

  /**
   * A line of the metric.
   *
   * @param labels as they stand there, for example model="seesaw-informed"
   */
  record Backlog(String labels, double seconds) {}

  /** Empty where campaigns does not answer or has no such metric. */
  List<Backlog> now() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + peers.address(Peer.CAMPAIGNS) + "/q/metrics"))
            .header("Accept", "text/plain")
            .timeout(TIMEOUT)
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 && response.body().length() <= MOST_CHARACTERS
          ? parse(response.body())
          : List.of();
    } catch (IOException e) {
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
