package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts and the dashboard ask for numbers that somebody exports. */
class MonitoringTest {
  private static final Pattern METRIC =
      Pattern.compile("\\b([a-z][a-z0-9]*(_[a-z0-9]+)+)(?=[{\\[])");
  private static final Pattern SUFFIX = Pattern.compile("_(total|sum|count|max)$");

  /** Of the exporter of Kafka, and of the JVM and process binders of Micrometer. */
  private static final Set<String> OTHERS =
      Set.of(
          "kafka_consumergroup_lag",
          "kafka_consumergroup_current_offset",
          "kafka_topic_partition_current_offset",
          "kafka_topic_partition_oldest_offset",
          "jvm_memory_used_bytes",
          "process_cpu_usage",
          "process_uptime_seconds",
          "keda_scaled_object_errors");

  /** Made of two parts where they are counted: the kind of the order, and what is counted of it. */
  private static final Set<String> COMPOSED =
      Set.of(
          "nustream_campaigns_candidates_counted",
          "nustream_campaigns_candidates_accepted",
          "nustream_campaigns_maps_counted",
          "nustream_campaigns_maps_accepted");

  @Test
  void everyMetricIsExported() throws IOException {
    Set<String> exported = new TreeSet<>(OTHERS);
    exported.addAll(COMPOSED);
    for (String service : ServiceSources.SERVICES) {
      new ServiceSources(service).meters().forEach(meter -> exported.add(meter.replace('.', '_')));
    }
    new ServiceSources("messaging")
        .meters()
        .forEach(meter -> exported.add(meter.replace('.', '_')));

    Set<String> unknown = new TreeSet<>();
    for (String expression : expressions()) {
      Matcher metric = METRIC.matcher(expression);
      int found = 0;
      while (metric.find()) {
        found++;
        String name = SUFFIX.matcher(metric.group(1)).replaceFirst("");
        if (!exported.contains(name)) {
          unknown.add(metric.group(1));
        }
      }
      assertTrue(found > 0, "no metric in " + expression);
    }

    assertEquals(Set.of(), unknown);
  }

  @Test
  void theSourcesTellTheirMeters() {
    assertTrue(
        new ServiceSources("diffusion-sampler").meters().contains("nustream.sampler.pending"));
    assertTrue(new ServiceSources("results").meters().contains("nustream.results.lag"));
    assertTrue(new ServiceSources("physics-filter").meters().contains("nustream.filter.requests"));
    assertTrue(new ServiceSources("messaging").meters().contains("nustream.dead_letters"));
  }

  @Test
  void alertsSayWhatIsWrongAndHowBad() {
    List<String> names = new ArrayList<>();
    for (JsonNode group :
        Rendering.of(Rendering.GPU)
            .one("PrometheusRule", "nustream")
            .body()
            .path("spec")
            .path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        names.add(rule.path("alert").asText());
        assertTrue(
            Set.of("warning", "critical").contains(rule.path("labels").path("severity").asText()));
        assertFalse(rule.path("annotations").path("summary").asText().isBlank());
        assertFalse(rule.path("annotations").path("description").asText().isBlank());
      }
    }
    assertTrue(
        names.containsAll(
            List.of("NustreamDeadLetters", "NustreamBacklogStuck", "NustreamNoProgress")),
        names.toString());
  }

  @Test
  void panelsHaveDifferentIdsAndDoNotOverlap() throws IOException {
    Set<Integer> ids = new TreeSet<>();
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : dashboard().path("panels")) {
      assertTrue(ids.add(panel.path("id").asInt()), "id of " + panel.path("title"));
      JsonNode at = panel.path("gridPos");
      assertTrue(at.path("x").asInt() + at.path("w").asInt() <= 24, panel.path("title").asText());
      for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
        for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
          assertTrue(cells.add(x + "," + y), panel.path("title") + " is over another panel");
        }
      }
    }
    assertTrue(ids.size() > 15, ids.size() + " panels");
  }

  @Test
  void podsAreFoundByTheMonitor() {
    Rendering rendering = Rendering.of(Rendering.GPU);
    JsonNode spec = rendering.one("PodMonitor", "nustream-services").body().path("spec");
    for (Workload workload : rendering.workloads()) {
      assertTrue(workload.selectedBy(spec.path("selector")), workload.name());
    }
    JsonNode endpoint = spec.path("podMetricsEndpoints").path(0);
    assertEquals("https", endpoint.path("port").asText());
    assertEquals("https", endpoint.path("scheme").asText());
    assertEquals("/q/metrics", endpoint.path("path").asText());
  }

  private static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode group :
        Rendering.of(Rendering.GPU)
            .one("PrometheusRule", "nustream")
            .body()
            .path("spec")
            .path("groups")) {
      group.path("rules").forEach(rule -> expressions.add(rule.path("expr").asText()));
    }
    for (JsonNode panel : dashboard().path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
    }
    return expressions;
  }

  private static JsonNode dashboard() throws IOException {
    Manifest config = Rendering.of(Rendering.GPU).one("ConfigMap", "nustream-dashboard");
    assertEquals(
        "1", config.body().path("metadata").path("labels").path("grafana_dashboard").asText());
    return new ObjectMapper().readTree(config.body().path("data").path("nustream.json").asText());
  }
}
