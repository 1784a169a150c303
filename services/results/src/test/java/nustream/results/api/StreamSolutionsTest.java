package nustream.results.api;

import static nustream.messaging.testing.Patience.await;
import static nustream.results.SampleBlocks.DIGEST;
import static nustream.results.SampleBlocks.block;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nustream.broker.SharedBroker;
import nustream.flavor.v1.SolutionBlock;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.SlowReader;
import nustream.results.DeadLetterReader;
import nustream.results.v1.ResultsGrpc;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamSolutionsRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StreamSolutionsTest extends ServiceFixture {
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
    var reader = new SlowReader<StreamSolutionsRequest, SolutionItem>(Integer.MAX_VALUE);
    var request =
        StreamSolutionsRequest.newBuilder()
            .setFilter(filter("follow"))
            .setFromNow(true)
            .setAnnounceStart(true)
            .build();
    ResultsGrpc.newStub(channel).streamSolutions(request, reader);
    await().until(() -> reader.taken.size() == 1);
    assertFalse(reader.taken.get(0).hasSolution());

    topics.commit(List.of(block("follow", 1, 3)));
    await().until(() -> reader.taken.size() == 4);
    topics.commit(List.of(block("follow", 2, 600)));
    await().until(() -> reader.taken.size() == 604);
    reader.cancel();

    var resumed =
        StreamSolutionsRequest.newBuilder()
            .setFilter(filter("follow"))
            .setCursor(reader.taken.get(0).getCursor())
            .setUntilEnd(true)
            .build();
    assertEquals(
        ids(reader).subList(1, 604),
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
      ManagedChannel dropped = LoopbackChannel.to(url.getPort());
      var reader = new SlowReader<StreamSolutionsRequest, SolutionItem>(307);
      ResultsGrpc.newStub(dropped).streamSolutions(request, reader);
      int left = Math.min(307, 2000 - seen.size());
      if (i == 2) {
        // Meanwhile more arrives.
        for (int j = 10; j < 20; j++) {
          topics.commit(List.of(block("drop", j, 100)));
        }
      }
      await().until(() -> reader.taken.size() >= Math.min(left, 307));
      dropped.shutdownNow();
      assertTrue(dropped.awaitTermination(60, TimeUnit.SECONDS));
      // Only three may be open, and the server hears of the end a moment later.
      await().until(() -> gauge("streams") == 0);
      seen.addAll(ids(reader));
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
    var reader = new SlowReader<StreamSolutionsRequest, SolutionItem>(5);
    ResultsGrpc.newStub(channel).streamSolutions(untilEnd("slow"), reader);
    await().until(() -> reader.taken.size() == 5);
    // Items are about 550 bytes: 32 KiB of gRPC's readiness and 1 MiB of HTTP/2 windows hold fewer
    // than 2,500.
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> metrics.counter("nustream.results.streamed").count() - before < 2_500);
    assertFalse(reader.end.isDone());
    reader.takeAll();
    await().until(reader.end::isDone);
    assertEquals(20_000, new HashSet<>(ids(reader)).size());
    assertEquals(20_000, reader.taken.size());
  }

  @Test
  void aCancelledStreamStops() {
    topics.commit(List.of(block("cancel", 0, 500), block("cancel", 1, 500)));
    var reader = new SlowReader<StreamSolutionsRequest, SolutionItem>(3);
    ResultsGrpc.newStub(channel)
        .streamSolutions(
            StreamSolutionsRequest.newBuilder().setFilter(filter("cancel")).build(), reader);
    await().until(() -> reader.taken.size() == 3);
    assertEquals(1, gauge("streams"));
    reader.cancel();
    await().until(() -> gauge("streams") == 0);
    assertThrows(
        ExecutionException.class,
        () -> reader.end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void takesSoManyStreamsAtATime() {
    List<SlowReader<StreamSolutionsRequest, SolutionItem>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var reader = new SlowReader<StreamSolutionsRequest, SolutionItem>(1);
      readers.add(reader);
      ResultsGrpc.newStub(channel)
          .streamSolutions(
              StreamSolutionsRequest.newBuilder().setFromNow(true).setAnnounceStart(true).build(),
              reader);
      await().until(() -> reader.taken.size() == 1);
    }
    assertRefused(
        Status.Code.RESOURCE_EXHAUSTED,
        ErrorWord.OVER_LIMIT,
        "at most 3",
        () -> all(untilEnd("many")));
    readers.forEach(SlowReader::cancel);
  }

  @Test
  void aBadRecordIsADeadLetterAndTheStreamGoesOn() {
    var reader = new SlowReader<StreamSolutionsRequest, SolutionItem>(Integer.MAX_VALUE);
    ResultsGrpc.newStub(channel)
        .streamSolutions(
            StreamSolutionsRequest.newBuilder().setFilter(filter("poison")).build(), reader);
    topics.commit(List.of(block("poison", 0, 2)));
    topics.commitBytes("poison", "no block".getBytes(StandardCharsets.UTF_8));
    topics.commit(List.of(block("poison", 1, 2)));
    await().until(() -> reader.taken.size() == 4);
    assertEquals(1, DeadLetterReader.of(SharedBroker.bootstrapServers(), "poison").size());
    reader.cancel();
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
    await().until(() -> gauge("streams") == 0);
  }

  private static List<String> ids(SlowReader<?, SolutionItem> reader) {
    return reader.taken.stream().map(item -> item.getSolution().getId()).toList();
  }
}
