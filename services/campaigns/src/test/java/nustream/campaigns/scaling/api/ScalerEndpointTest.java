package nustream.campaigns.scaling.api;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import externalscaler.ExternalScalerGrpc;
import externalscaler.ExternalScalerGrpc.ExternalScalerBlockingStub;
import externalscaler.ScaledObjectRef;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nustream.campaigns.api.BrokerResource;
import nustream.campaigns.scaling.cost.Worker;
import nustream.messaging.testing.LoopbackChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scaler on the one port of the booted service. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ScalerEndpointTest {
  @TestHTTPResource URL url;
  private ManagedChannel channel;
  private ExternalScalerBlockingStub scaler;

  @BeforeEach
  void connect() {
    channel = LoopbackChannel.to(url.getPort());
    scaler = ExternalScalerGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    channel.shutdownNow();
    assertTrue(channel.awaitTermination(60, TimeUnit.SECONDS));
  }

  @Test
  void answersKedaAndShowsWhatItAnswered() {
    ScaledObjectRef ref = ScaledObjects.of("cnn-classifier");
    assertEquals(60, scaler.getMetricSpec(ref).getMetricSpecs(0).getTargetSizeFloat());
    // Nobody writes maps in this module's tests of the booted service.
    assertEquals(0, ScaledObjects.backlog(scaler, ref));
    assertEquals(scaler.isActive(ref).getResult(), scaler.streamIsActive(ref).next().getResult());
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> scaler.isActive(ScaledObjects.of("gpu")));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    // A scrape waits a second for Kafka, and tells nothing where that was too short.
    awaitMetrics(
        page -> {
          for (String line :
              new String[] {
                "nustream_campaigns_scaling_backlog_seconds{worker=\"cnn-classifier\"} 0.0",
                "nustream_campaigns_scaling_item_seconds{worker=\"cnn-classifier\"} 0.0026",
                "nustream_campaigns_scaling_predicted_over_actual{worker=\"cnn-classifier\"} NaN",
                "nustream_campaigns_scaling_requests_total{outcome=\"INVALID_FIELD\"} 1.0"
              }) {
            assertTrue(page.contains(line), () -> line + " in " + page);
          }
        });
  }

  /** Without anybody who scales. */
  @Test
  void aScrapeAloneTellsTheBacklogOfEveryWorker() {
    awaitMetrics(
        page -> {
          for (Worker worker : Worker.values()) {
            Matcher line =
                Pattern.compile(
                        "(?m)^nustream_campaigns_scaling_backlog_seconds[{]worker=\""
                            + worker.word()
                            + "\"[}] [0-9.]+$")
                    .matcher(page);
            assertTrue(line.find(), () -> worker + " in " + page);
          }
        });
  }

  private void awaitMetrics(Consumer<String> shown) {
    await().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> shown.accept(metrics()));
  }

  private String metrics() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + url.getPort() + "/q/metrics"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
