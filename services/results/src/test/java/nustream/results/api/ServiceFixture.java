package nustream.results.api;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nustream.broker.SharedBroker;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.LoopbackChannel;
import nustream.results.TopicWriter;
import nustream.results.v1.ResultsGrpc;
import nustream.results.v1.SolutionFilter;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamSolutionsRequest;
import nustream.results.v1.SummarizeRequest;
import nustream.results.v1.Summary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Clients of the booted service, on a real broker and a real port. */
abstract class ServiceFixture {
  static TopicWriter topics;

  @TestHTTPResource URL url;
  @Inject MeterRegistry metrics;
  ManagedChannel channel;
  ResultsGrpc.ResultsBlockingStub results;

  @BeforeAll
  static void openTopics() {
    topics = new TopicWriter(SharedBroker.bootstrapServers());
  }

  @AfterAll
  static void closeTopics() {
    topics.close();
  }

  @BeforeEach
  void connect() {
    channel = LoopbackChannel.to(url.getPort());
    results = ResultsGrpc.newBlockingStub(channel);
    await().until(() -> get("/q/health/ready").statusCode() == 200);
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    channel.shutdownNow();
    assertTrue(channel.awaitTermination(60, TimeUnit.SECONDS));
    await().until(() -> gauge("streams") == 0);
  }

  double gauge(String name) {
    return metrics.get("nustream.results." + name).gauge().value();
  }

  HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + url.getPort() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  static SolutionFilter.Builder filter(String campaign) {
    return SolutionFilter.newBuilder().setCampaignId(campaign);
  }

  static StreamSolutionsRequest untilEnd(String campaign) {
    return StreamSolutionsRequest.newBuilder()
        .setFilter(filter(campaign))
        .setUntilEnd(true)
        .build();
  }

  List<SolutionItem> all(StreamSolutionsRequest request) {
    List<SolutionItem> items = new ArrayList<>();
    results
        .withDeadlineAfter(90, TimeUnit.SECONDS)
        .streamSolutions(request)
        .forEachRemaining(items::add);
    return items;
  }

  Summary summary(String campaign) {
    return results.summarize(SummarizeRequest.newBuilder().setFilter(filter(campaign)).build());
  }

  static void assertRefused(Status.Code code, ErrorWord word, String message, Runnable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call::run);
    assertEquals(code, refused.getStatus().getCode(), refused.getMessage());
    assertEquals(word, GrpcErrors.word(refused));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
