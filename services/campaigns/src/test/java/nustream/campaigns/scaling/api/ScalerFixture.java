package nustream.campaigns.scaling.api;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nustream.broker.EmbeddedBroker;
import nustream.contracts.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scalers as KEDA calls them, over real gRPC and a real broker. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
abstract class ScalerFixture {
  @TempDir static Path folder;

  static EmbeddedBroker broker;

  static ScalingTopics topics;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.in(folder).start();
    topics = new ScalingTopics(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  /** A replica whose workers have done all there is. */
  static RunningScaler scaler(String group, String... more) throws Exception {
    for (String topic : List.of(Topics.SAMPLE_REQUESTS, Topics.MAPS, Topics.MAP_REQUESTS)) {
      topics.commitAll(group, topic);
    }
    return scalerOf(group, more);
  }

  /** A replica that looks anew at each question; groups are the test's own. */
  static RunningScaler scalerOf(String group, String... more) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("fresh-for", "0s");
    settings.put("activity-every", "50ms");
    settings.put("kafka-timeout", "60s");
    // Streams say what changes and nothing else, however slow the test.
    settings.put("heartbeat", "1h");
    settings.put("sampler.group", group);
    settings.put("classifier.group", group);
    settings.put("simulator.group", group);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return new RunningScaler(broker.bootstrapServers(), settings);
  }
}
