package nustream.results.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogMetricTest {
  @Test
  void findsTheMetricUnderAnyPrefix() {
    String metrics =
        """
        # HELP gpu_backlog_seconds work that waits
        # TYPE gpu_backlog_seconds gauge
        gpu_backlog_seconds{model="seesaw-informed"} 12.5
        nustream_campaigns_gpu_backlog_seconds{model="nu-cnn",worker="classifier"} 0.0
        gpu_backlog_seconds_max 3.0
        other_seconds 1.0
        gpu_backlog_seconds 1.0E-4
        """;
    assertEquals(
        List.of(
            new BacklogMetric.Backlog("model=\"seesaw-informed\"", 12.5),
            new BacklogMetric.Backlog("model=\"nu-cnn\",worker=\"classifier\"", 0),
            new BacklogMetric.Backlog("", 1e-4)),
        BacklogMetric.parse(metrics));
    assertEquals(List.of(), BacklogMetric.parse("jvm_memory 1.0\n"));
  }
}
