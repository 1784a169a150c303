package nustream.results.api;

import static nustream.results.SampleBlocks.DIGEST;
import static nustream.results.SampleBlocks.block;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nustream.broker.SharedBroker;
import nustream.flavor.v1.SolutionBlock;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.results.DeadLetterReader;
import nustream.results.TopicWriter;
import nustream.results.v1.ExportChunk;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.ExportRequest;
import nustream.results.v1.Range;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The booted service on a real broker and a real port. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ResultsServiceTest {
  /**
   * Fixed, and small against what the slow readers leave unread: a window that the client widens by
   * itself can take in a whole export, and the server is then done with it.
   */
  private static final int WINDOW_BYTES = 256 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static TopicWriter topics;

  @TestHTTPResource URL url;
  @Inject MeterRegistry metrics;
  private ManagedChannel channel;
  private ResultsGrpc.ResultsBlockingStub results;

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
    channel = open();
    results = ResultsGrpc.newBlockingStub(channel);
    await().atMost(PATIENCE).until(() -> get("/q/health/ready").statusCode() == 200);
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    close(channel);
    await().atMost(PATIENCE).until(() -> gauge("streams") == 0);
  }

  @Test
  void streamsWhatWasCommittedAndNothingElse() {
    SolutionBlock first = block("stream", 0, 40);
    topics.commit(List.of(first, block("elsewhere", 0, 10)));
    topics.abort(List.of(block("stream", 1, 40)));
    topics.commit(List.of(block("stream", 0, 12), block("stream", 2, 30)));

    List<SolutionItem> items = all(untilEnd("stream"));
    assertEquals(70, items.size());
    assertEquals(
        IntStream.range(0, 40).mapToObj(i -> first.getSolutions(39 - i)).toList(),
        items.subList(0, 40).stream().map(SolutionItem::getSolution).toList());
    SolutionItem item = items.get(50);
    assertEquals("stream", item.getCampaignId());
    assertEquals(DIGEST, item.getModelDigest());
    assertEquals("anarchy/log1", item.getPrior());
    assertEquals("NuFIT-6.0-SK", item.getRelease());
    assertEquals("ORDERING_NORMAL", item.getOrdering().name());

    assertEquals(15, all(untilEnd("stream").toBuilder().setLimit(15).build()).size());
    var lowBlocks = filter("stream").setMaxBlock(0);
    assertEquals(40, all(untilEnd("stream").toBuilder().setFilter(lowBlocks).build()).size());
  }

  @Test
  void fromNowFollowsAndItsStartCanBeResumed() {
    topics.commit(List.of(block("follow", 0, 5)));
    assertEquals(5, all(untilEnd("follow")).size());
    var reader = new StreamReader(Integer.MAX_VALUE);
    var request =
        StreamSolutionsRequest.newBuilder()
            .setFilter(filter("follow"))
            .setFromNow(true)
            .setAnnounceStart(true)
            .build();
    ResultsGrpc.newStub(channel).streamSolutions(request, reader);
    await().atMost(PATIENCE).until(() -> reader.taken.size() == 1);
    assertFalse(reader.taken.get(0).hasSolution());

    topics.commit(List.of(block("follow", 1, 3)));
    await().atMost(PATIENCE).until(() -> reader.taken.size() == 4);
    topics.commit(List.of(block("follow", 2, 600)));
    await().atMost(PATIENCE).until(() -> reader.taken.size() == 604);
    reader.cancel();

    var resumed =
        StreamSolutionsRequest.newBuilder()
            .setFilter(filter("follow"))
            .setCursor(reader.taken.get(0).getCursor())
            .setUntilEnd(true)
            .build();
    assertEquals(
        reader.ids().subList(1, 604),
        all(resumed).stream().map(i -> i.getSolution().getId()).toList());
  }

  @Test
  void aDroppedConnectionIsResumedWithoutLossOrRepeat() throws Exception {
    for (int i = 0; i < 10; i++) {
      topics.commit(List.of(block("drop", i, 100)));
    }
    List<String> seen = new ArrayList<>();
    var request = StreamSolutionsRequest.newBuilder().setFilter(filter("drop")).build();
    for (int i = 0; seen.size() < 2000; i++) {
      ManagedChannel dropped = open();
      var reader = new StreamReader(307);
      ResultsGrpc.newStub(dropped).streamSolutions(request, reader);
      int left = Math.min(307, 2000 - seen.size());
      if (i == 2) {
        // Meanwhile more arrives.
        for (int j = 10; j < 20; j++) {
          topics.commit(List.of(block("drop", j, 100)));
        }
      }
      await().atMost(PATIENCE).until(() -> reader.taken.size() >= Math.min(left, 307));
      dropped.shutdownNow();
      assertTrue(dropped.awaitTermination(10, TimeUnit.SECONDS));
      seen.addAll(reader.ids());
      String cursor = reader.taken.get(reader.taken.size() - 1).getCursor();
      request = request.toBuilder().setCursor(cursor).build();
    }
    assertEquals(2000, seen.size());
    assertEquals(2000, new HashSet<>(seen).size());
    assertEquals(List.of(), all(request.toBuilder().setUntilEnd(true).build()));
  }

  @Test
  void aSlowReaderStopsTheReading() {
    List<SolutionBlock> blocks =
        IntStream.range(0, 40).mapToObj(i -> block("slow", i, 500)).toList();
    topics.commit(blocks);
    assertEquals(20_000, summary("slow").getAccepted());
    double before = metrics.counter("nustream.results.streamed").count();
    var reader = new StreamReader(5);
    ResultsGrpc.newStub(channel).streamSolutions(untilEnd("slow"), reader);
    await().atMost(PATIENCE).until(() -> reader.taken.size() == 5);
    // Items are about 550 bytes: 32 KiB of gRPC's readiness and 1 MiB of HTTP/2 windows hold fewer
    // than 2,500.
    await()
        .during(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> metrics.counter("nustream.results.streamed").count() - before < 2_500);
    assertFalse(reader.end.isDone());
    reader.take(Integer.MAX_VALUE);
    await().atMost(PATIENCE).until(reader.end::isDone);
    assertEquals(20_000, new HashSet<>(reader.ids()).size());
    assertEquals(20_000, reader.taken.size());
  }

  @Test
  void aCancelledStreamStops() {
    topics.commit(List.of(block("cancel", 0, 500), block("cancel", 1, 500)));
    var reader = new StreamReader(3);
    ResultsGrpc.newStub(channel)
        .streamSolutions(
            StreamSolutionsRequest.newBuilder().setFilter(filter("cancel")).build(), reader);
    await().atMost(PATIENCE).until(() -> reader.taken.size() == 3);
    assertEquals(1, gauge("streams"));
    reader.cancel();
    await().atMost(PATIENCE).until(() -> gauge("streams") == 0);
    assertTrue(reader.end.isCompletedExceptionally());
  }

  @Test
  void takesSoManyStreamsAtATime() {
    List<StreamReader> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var reader = new StreamReader(1);
      readers.add(reader);
      ResultsGrpc.newStub(channel)
          .streamSolutions(
              StreamSolutionsRequest.newBuilder().setFromNow(true).setAnnounceStart(true).build(),
              reader);
      await().atMost(PATIENCE).until(() -> reader.taken.size() == 1);
    }
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED,
        ErrorWord.OVER_LIMIT,
        "at most 3",
        () -> all(untilEnd("many")));
    readers.forEach(StreamReader::cancel);
  }

  @Test
  void aBadRecordIsADeadLetterAndTheStreamGoesOn() {
    var reader = new StreamReader(Integer.MAX_VALUE);
    ResultsGrpc.newStub(channel)
        .streamSolutions(
            StreamSolutionsRequest.newBuilder().setFilter(filter("poison")).build(), reader);
    topics.commit(List.of(block("poison", 0, 2)));
    topics.commitBytes("poison", "no block".getBytes(StandardCharsets.UTF_8));
    topics.commit(List.of(block("poison", 1, 2)));
    await().atMost(PATIENCE).until(() -> reader.taken.size() == 4);
    assertEquals(1, DeadLetterReader.of(SharedBroker.bootstrapServers(), "poison").size());
    reader.cancel();
  }

  @Test
  void summariesAndExportsHoldWhatWasCommittedBeforeTheyWereAskedFor() {
    for (int i = 0; i < 5; i++) {
      topics.commit(List.of(block("fresh", i, 20)));
      Summary summary = summary("fresh");
      assertEquals(20L * (i + 1), summary.getAccepted());
      assertEquals((long) TopicWriter.GENERATED * (i + 1), summary.getGenerated());
      assertEquals(i + 1, summary.getRejections().getDm221());
    }
    Summary summary =
        results.summarize(
            SummarizeRequest.newBuilder()
                .setFilter(filter("fresh"))
                .addColumns("sum_eV")
                .addQuantiles(0.5)
                .setBins(4)
                .build());
    assertEquals(1, summary.getColumnsCount());
    assertEquals(100, summary.getColumns(0).getDefined());
    assertEquals(4, summary.getColumns(0).getHistogram().getCountsCount());

    String csv =
        new String(export("fresh", ExportFormat.EXPORT_FORMAT_CSV, 100), StandardCharsets.UTF_8);
    assertEquals(100, csv.lines().filter(l -> l.startsWith("fresh/")).count());
    assertTrue(csv.startsWith("# content: nustream solutions 1\n# campaign: fresh\n"), csv);
    byte[] parquet = export("fresh", ExportFormat.EXPORT_FORMAT_PARQUET, 100);
    assertEquals("PAR1", new String(parquet, 0, 4, StandardCharsets.US_ASCII));
  }

  @Test
  void aLargeExportComesInChunks() {
    topics.commit(IntStream.range(0, 10).mapToObj(i -> block("large", i, 500)).toList());
    byte[] csv = export("large", ExportFormat.EXPORT_FORMAT_CSV, 5000);
    assertTrue(csv.length > 10 * 128 * 1024, csv.length + " bytes");
    await().atMost(PATIENCE).until(() -> gauge("exports") == 0);
  }

  @Test
  void refusesWhatItCannotAnswer() {
    assertRefused(
        Status.Code.NOT_FOUND,
        ErrorWord.UNKNOWN_CAMPAIGN,
        "filter.campaign_id is 'nobody'",
        () -> summary("nobody"));
    assertRefused(
        Status.Code.NOT_FOUND, ErrorWord.UNKNOWN_CAMPAIGN, "nobody", () -> all(untilEnd("nobody")));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "filter.ranges[0].column is 'mass'; allowed: one of m_lightest_eV, sum_eV",
        () ->
            all(
                StreamSolutionsRequest.newBuilder()
                    .setFilter(
                        SolutionFilter.newBuilder()
                            .addRanges(Range.newBuilder().setColumn("mass").setMin(0)))
                    .build()));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_CURSOR,
        "cursor is 'AAAA'",
        () -> all(StreamSolutionsRequest.newBuilder().setCursor("AAAA").build()));
    assertTrue(
        metrics
                .counter(
                    "nustream.results.requests",
                    "method",
                    "StreamSolutions",
                    "outcome",
                    "INVALID_CURSOR")
                .count()
            > 0);
  }

  @Test
  void aDeadlineEndsAStream() {
    assertEquals(
        Status.Code.DEADLINE_EXCEEDED,
        assertThrows(
                StatusRuntimeException.class,
                () ->
                    results
                        .withDeadlineAfter(1, TimeUnit.SECONDS)
                        .streamSolutions(
                            StreamSolutionsRequest.newBuilder().setFromNow(true).build())
                        .hasNext())
            .getStatus()
            .getCode());
    await().atMost(PATIENCE).until(() -> gauge("streams") == 0);
  }

  @Test
  void tellsHowItIs() throws Exception {
    topics.commit(List.of(block("metrics", 0, 5)));
    assertEquals(5, summary("metrics").getAccepted());
    String page = get("/q/metrics").body();
    for (String name :
        List.of(
            "nustream_results_rows_total",
            "nustream_results_lag",
            "nustream_results_insert_seconds",
            "nustream_results_streams",
            "nustream_results_requests_total")) {
      assertTrue(page.contains(name), name);
    }
    assertEquals(200, get("/q/health/live").statusCode());
  }

  private ManagedChannel open() {
    return NettyChannelBuilder.forAddress("127.0.0.1", url.getPort())
        .flowControlWindow(WINDOW_BYTES)
        .usePlaintext()
        .build();
  }

  private static void close(ManagedChannel channel) throws InterruptedException {
    channel.shutdownNow();
    assertTrue(channel.awaitTermination(10, TimeUnit.SECONDS));
  }

  private double gauge(String name) {
    return metrics.get("nustream.results." + name).gauge().value();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + url.getPort() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static SolutionFilter.Builder filter(String campaign) {
    return SolutionFilter.newBuilder().setCampaignId(campaign);
  }

  private static StreamSolutionsRequest untilEnd(String campaign) {
    return StreamSolutionsRequest.newBuilder()
        .setFilter(filter(campaign))
        .setUntilEnd(true)
        .build();
  }

  private List<SolutionItem> all(StreamSolutionsRequest request) {
    List<SolutionItem> items = new ArrayList<>();
    results
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .streamSolutions(request)
        .forEachRemaining(items::add);
    return items;
  }

  private Summary summary(String campaign) {
    return results.summarize(SummarizeRequest.newBuilder().setFilter(filter(campaign)).build());
  }

  private byte[] export(String campaign, ExportFormat format, long rows) {
    var bytes = new ByteArrayOutputStream();
    long total = -1;
    for (var chunks = results.export(exportRequest(campaign, format)); chunks.hasNext(); ) {
      ExportChunk chunk = chunks.next();
      if (total < 0) {
        total = chunk.getTotalBytes();
        assertEquals(rows, chunk.getRows());
      }
      assertTrue(chunk.getData().size() <= 128 * 1024);
      bytes.writeBytes(chunk.getData().toByteArray());
    }
    assertEquals(total, bytes.size());
    return bytes.toByteArray();
  }

  private static ExportRequest exportRequest(String campaign, ExportFormat format) {
    return ExportRequest.newBuilder().setFilter(filter(campaign)).setFormat(format).build();
  }

  private static void assertRefused(
      Status.Code code, ErrorWord word, String message, Runnable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call::run);
    assertEquals(code, refused.getStatus().getCode(), refused.getMessage());
    assertEquals(word, GrpcErrors.word(refused));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
