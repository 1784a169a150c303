package nustream.results.api;

import static nustream.messaging.testing.Patience.await;
import static nustream.results.SampleMaps.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nustream.broker.SharedBroker;
import nustream.contracts.Topics;
import nustream.lensing.v1.Classification;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.SlowReader;
import nustream.results.DeadLetterReader;
import nustream.results.v1.ClassificationFilter;
import nustream.results.v1.ClassificationItem;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.ExportChunk;
import nustream.results.v1.ExportClassificationsRequest;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.ResultsGrpc;
import nustream.results.v1.StreamClassificationsRequest;
import nustream.results.v1.SummarizeClassificationsRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ClassificationsTest extends ServiceFixture {
  private static List<Classification> maps(String campaign, long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(number -> map(campaign, number))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static ClassificationFilter of(String campaign) {
    return ClassificationFilter.newBuilder().setCampaignId(campaign).build();
  }

  private static StreamClassificationsRequest toTheEnd(String campaign) {
    return StreamClassificationsRequest.newBuilder()
        .setFilter(of(campaign))
        .setUntilEnd(true)
        .build();
  }

  private List<ClassificationItem> items(StreamClassificationsRequest request) {
    List<ClassificationItem> items = new ArrayList<>();
    results
        .withDeadlineAfter(90, TimeUnit.SECONDS)
        .streamClassifications(request)
        .forEachRemaining(items::add);
    return items;
  }

  private static List<Classification> classifications(List<ClassificationItem> items) {
    return items.stream().map(ClassificationItem::getClassification).toList();
  }

  private ClassificationSummary summaryOf(String campaign) {
    return results.summarizeClassifications(
        SummarizeClassificationsRequest.newBuilder()
            .setFilter(of(campaign))
            .setRocPoints(21)
            .build());
  }

  @Test
  void whatComesTwiceIsThereOnce() {
    List<Classification> maps = maps("twice", 0, 200);
    Collections.shuffle(maps, new Random(1));
    topics.classify(maps.subList(0, 150));
    topics.classify(maps);
    List<ClassificationItem> items = items(toTheEnd("twice"));
    assertEquals(200, items.size());
    assertEquals(new HashSet<>(maps), new HashSet<>(classifications(items)));
    assertEquals(9, items(toTheEnd("twice").toBuilder().setLimit(9).build()).size());
    var first = of("twice").toBuilder().setMaxNumber(49).build();
    assertEquals(50, items(toTheEnd("twice").toBuilder().setFilter(first).build()).size());
  }

  @Test
  void aDroppedConnectionIsResumedWithoutLossOrRepeat() throws Exception {
    topics.classify(maps("drop", 0, 500));
    List<Classification> seen = new ArrayList<>();
    var request = StreamClassificationsRequest.newBuilder().setFilter(of("drop")).build();
    for (int i = 0; seen.size() < 900; i++) {
      if (i == 2) {
        // Meanwhile more arrives.
        topics.classify(maps("drop", 500, 900));
      }
      ManagedChannel dropped = LoopbackChannel.to(url.getPort());
      var reader = new SlowReader<StreamClassificationsRequest, ClassificationItem>(173);
      ResultsGrpc.newStub(dropped).streamClassifications(request, reader);
      int wanted = Math.min(173, (i < 2 ? 500 : 900) - seen.size());
      await().until(() -> reader.taken.size() >= wanted);
      dropped.shutdownNow();
      assertTrue(dropped.awaitTermination(60, TimeUnit.SECONDS));
      // Only three may be open, and the server hears of the end a moment later.
      await().until(() -> gauge("streams") == 0);
      seen.addAll(classifications(reader.taken));
      String cursor = reader.taken.get(reader.taken.size() - 1).getCursor();
      request = request.toBuilder().setCursor(cursor).build();
    }
    assertEquals(900, seen.size());
    assertEquals(new HashSet<>(maps("drop", 0, 900)), new HashSet<>(seen));
    assertEquals(List.of(), items(request.toBuilder().setUntilEnd(true).build()));
  }

  @Test
  void fromNowFollows() {
    topics.classify(maps("follow", 0, 5));
    assertEquals(5, items(toTheEnd("follow")).size());
    var reader = new SlowReader<StreamClassificationsRequest, ClassificationItem>(100);
    var request =
        StreamClassificationsRequest.newBuilder().setFilter(of("follow")).setFromNow(true).build();
    ResultsGrpc.newStub(channel).streamClassifications(request, reader);
    // It begins when the server has looked where now is, which nothing tells but the first map.
    AtomicLong next = new AtomicLong(5);
    await()
        .until(
            () -> {
              long number = next.getAndIncrement();
              topics.classify(maps("follow", number, number + 1));
              // One after the other, whatever partitions they are in: a summary waits for it.
              assertEquals(number + 1, summaryOf("follow").getMaps());
              return !reader.taken.isEmpty();
            });
    long first =
        reader.taken.stream().mapToLong(i -> i.getClassification().getNumber()).min().orElseThrow();
    long end = next.get() + 3;
    topics.classify(maps("follow", next.get(), end));
    await().until(() -> reader.taken.size() == end - first);
    assertTrue(first >= 5, "map " + first + " was there before");
    assertEquals(
        new HashSet<>(maps("follow", first, end)), new HashSet<>(classifications(reader.taken)));
    reader.cancel();
  }

  @Test
  void aSlowReaderStopsTheReading() {
    topics.classify(maps("slow", 0, 6_000));
    assertEquals(6_000, summaryOf("slow").getMaps());
    double before = metrics.counter("nustream.results.streamed").count();
    var reader = new SlowReader<StreamClassificationsRequest, ClassificationItem>(5);
    ResultsGrpc.newStub(channel).streamClassifications(toTheEnd("slow"), reader);
    await().until(() -> reader.taken.size() == 5);
    // Items are about 400 bytes: 32 KiB of gRPC's readiness and the channel's windows hold fewer
    // than 3,500.
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> metrics.counter("nustream.results.streamed").count() - before < 3_500);
    reader.take(6_000);
    await().until(reader.end::isDone);
    assertEquals(6_000, reader.taken.size());
  }

  @Test
  void summarizes() {
    List<Classification> maps = maps("summary", 0, 400);
    topics.classify(maps);
    ClassificationSummary summary = summaryOf("summary");
    assertEquals(400, summary.getMaps());
    long right = maps.stream().filter(map -> map.getLabel() > 0 == map.getLogit() > 0).count();
    assertEquals(right / 400.0, summary.getAccuracy());
    double pairs = 0;
    for (Classification massive : maps) {
      for (Classification other : maps) {
        if (massive.getLabel() == 1 && other.getLabel() == 0) {
          pairs += massive.getLogit() > other.getLogit() ? 1 : 0;
        }
      }
    }
    // 40,000 pairs without ties, counted one by one: exact but for the division.
    assertEquals(pairs / 40_000, summary.getAuc(), 1e-15);
    assertEquals(21, summary.getRocCount());
    assertEquals(2, summary.getMassesCount());
  }

  @Test
  void exportsFiles() throws IOException {
    topics.classify(maps("export", 0, 300));
    for (ExportFormat format :
        List.of(ExportFormat.EXPORT_FORMAT_CSV, ExportFormat.EXPORT_FORMAT_PARQUET)) {
      var bytes = new ByteArrayOutputStream();
      ExportChunk first = null;
      var chunks =
          results.exportClassifications(
              ExportClassificationsRequest.newBuilder()
                  .setFilter(of("export"))
                  .setFormat(format)
                  .build());
      while (chunks.hasNext()) {
        ExportChunk chunk = chunks.next();
        first = first == null ? chunk : first;
        chunk.getData().writeTo(bytes);
      }
      assertEquals(300, first.getRows());
      assertEquals(bytes.size(), first.getTotalBytes());
      if (format == ExportFormat.EXPORT_FORMAT_CSV) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(301, text.lines().filter(line -> !line.startsWith("#")).count());
      } else {
        assertTrue(bytes.toString(StandardCharsets.ISO_8859_1).startsWith("PAR1"));
      }
    }
  }

  @Test
  void whatIsNoClassificationBecomesADeadLetter() {
    Classification good = map("poison-maps", 0);
    topics.classify(
        List.of(
            map("poison-maps", 1).toBuilder().setLogit(Double.NaN).build(),
            map("poison-maps", 2).toBuilder().setId("poison-maps/2/x").build(),
            good));
    assertEquals(List.of(good), classifications(items(toTheEnd("poison-maps"))));
    assertDeadLetter("poison-maps/1", "logit is NaN; allowed:");
    assertDeadLetter("poison-maps/2", "id is 'poison-maps/2/x'; allowed: poison-maps/2/");
  }

  private static void assertDeadLetter(String key, String message) {
    var letters = DeadLetterReader.of(SharedBroker.bootstrapServers(), Topics.CLASSIFICATIONS, key);
    assertEquals(1, letters.size());
    var header = letters.get(0).headers().lastHeader(DeadLetter.MESSAGE);
    String text = new String(header.value(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith(message), text);
  }

  @Test
  void refusesWhatItCannotAnswer() {
    assertRefused(
        Status.Code.NOT_FOUND,
        ErrorWord.UNKNOWN_CAMPAIGN,
        "filter.campaign_id is 'nobody'; allowed: a campaign of which a map has been classified",
        () -> summaryOf("nobody"));
    assertRefused(
        Status.Code.NOT_FOUND,
        ErrorWord.UNKNOWN_CAMPAIGN,
        "nobody",
        () -> items(toTheEnd("nobody")));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "roc_points is 1; allowed: 0, or 2 to 1001",
        () ->
            results.summarizeClassifications(
                SummarizeClassificationsRequest.newBuilder().setRocPoints(1).build()));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "format is EXPORT_FORMAT_UNSPECIFIED",
        () ->
            assertTrue(
                results
                    .exportClassifications(ExportClassificationsRequest.getDefaultInstance())
                    .hasNext()));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "filter.model_digest is 'x'",
        () ->
            items(
                StreamClassificationsRequest.newBuilder()
                    .setFilter(ClassificationFilter.newBuilder().setModelDigest("x"))
                    .build()));
  }
}
