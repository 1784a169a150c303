package nustream.results.api;

import static nustream.messaging.testing.Patience.await;
import static nustream.results.SampleBlocks.block;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nustream.messaging.errors.ErrorWord;
import nustream.results.TopicWriter;
import nustream.results.v1.ExportChunk;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.ExportRequest;
import nustream.results.v1.Range;
import nustream.results.v1.SolutionFilter;
import nustream.results.v1.StreamSolutionsRequest;
import nustream.results.v1.SummarizeRequest;
import nustream.results.v1.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class SummariesAndExportsTest extends ServiceFixture {
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
    Iterator<ExportChunk> abandoned =
        results.export(exportRequest("large", ExportFormat.EXPORT_FORMAT_CSV));
    assertTrue(abandoned.hasNext());
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED,
        ErrorWord.OVER_LIMIT,
        "at most 1",
        () -> export("large", ExportFormat.EXPORT_FORMAT_PARQUET, 5000));
    channel.shutdownNow();
    await().until(() -> gauge("exports") == 0);
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
}
