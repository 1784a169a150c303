package nustream.messaging.grpc;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BackPressuredStreamTest {
  private static final int AHEAD = 3;
  private static final int ITEM_BYTES = 64 * 1024;

  /**
   * What may be under way to a reader that takes nothing: the HTTP/2 window and the 32 KiB after
   * which the server's transport is not ready, each rounded up to items, and those made ahead.
   */
  private static final int MOST_UNTAKEN = LoopbackChannel.WINDOW_BYTES / ITEM_BYTES + 2 + AHEAD;

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aReaderThatTakesAllGetsAllInOrder() throws Exception {
    try (var server = serving(blocks(500))) {
      var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(Integer.MAX_VALUE);
      SamplerGrpc.newStub(server.channel).sample(request(500), reader);
      reader.end.get();
      List<Long> expected = IntStream.range(0, 500).mapToObj(i -> (long) i).toList();
      assertEquals(expected, reader.taken.stream().map(CandidateBlock::getBlock).toList());
      assertEquals(1, closed.get());
    }
  }

  @Test
  void aSlowReaderHoldsTheProducerBack() throws Exception {
    try (var server = serving(blocks(2000))) {
      var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(2);
      SamplerGrpc.newStub(server.channel).sample(request(2000), reader);
      await().until(() -> reader.taken.size() == 2);
      // Stands still for a second: at full speed all 2000 would be made in less.
      await().during(Duration.ofSeconds(1)).until(() -> made.get() <= 2 + MOST_UNTAKEN);
      int standstill = made.get();
      reader.take(100);
      await().until(() -> reader.taken.size() == 102);
      await().during(Duration.ofMillis(500)).until(() -> made.get() <= 102 + MOST_UNTAKEN);
      assertTrue(made.get() > standstill, "the stream went on");
      reader.takeAll();
      reader.end.get();
      assertEquals(2000, reader.taken.size());
    }
  }

  @Test
  void aCancelledCallStopsTheWorkAndClosesTheSource() throws Exception {
    try (var server = serving(blocks(Integer.MAX_VALUE))) {
      var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(10);
      SamplerGrpc.newStub(server.channel).sample(request(1), reader);
      await().until(() -> reader.taken.size() == 10);
      reader.cancel();
      await().until(() -> closed.get() == 1);
      int stopped = made.get();
      await().during(Duration.ofMillis(300)).until(() -> made.get() <= stopped + AHEAD);
    }
  }

  @Test
  void aDeadlineEndsAStreamThatWaitsForItsNextItem() throws Exception {
    Source<CandidateBlock> never =
        new Source<>() {
          @Override
          public CompletionStage<Optional<CandidateBlock>> next() {
            return new CompletableFuture<>();
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    try (var server = serving(never)) {
      // Of a call whose deadline passes on its way the server of a busy machine may hear nothing.
      await()
          .until(
              () -> {
                assertPastDeadline(server);
                return served.get() > 0;
              });
      await().until(() -> closed.get() == served.get());
    }
  }

  private static void assertPastDeadline(GrpcServer server) {
    var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(10);
    SamplerGrpc.newStub(server.channel)
        .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
        .sample(request(1), reader);
    var thrown = assertThrows(ExecutionException.class, reader.end::get);
    assertEquals(Status.Code.DEADLINE_EXCEEDED, Status.fromThrowable(thrown).getCode());
  }

  @Test
  void anItemThatFailsEndsTheStreamWithItsWord() throws Exception {
    var failing =
        new Iterator<CandidateBlock>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public CandidateBlock next() {
            if (made.incrementAndGet() > 5) {
              throw new NustreamException(ErrorWord.CORRUPT_MODEL, "digest differs");
            }
            return CandidateBlock.getDefaultInstance();
          }
        };
    try (var server = serving(Source.of(failing, executor, closed::incrementAndGet))) {
      var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(100);
      SamplerGrpc.newStub(server.channel).sample(request(1), reader);
      var thrown = assertThrows(ExecutionException.class, reader.end::get);
      var status = (StatusRuntimeException) thrown.getCause();
      assertEquals(Status.Code.FAILED_PRECONDITION, status.getStatus().getCode());
      assertEquals("digest differs", status.getStatus().getDescription());
      assertEquals(ErrorWord.CORRUPT_MODEL, GrpcErrors.word(status));
      assertEquals(5, reader.taken.size());
      assertEquals(1, closed.get());
    }
  }

  @Test
  void nothingIsMadeOnTheThreadsOfTheTransport() throws Exception {
    var threads = new java.util.concurrent.ConcurrentSkipListSet<String>();
    var blocks = blocks(20);
    Source<CandidateBlock> watched =
        new Source<>() {
          @Override
          public CompletionStage<Optional<CandidateBlock>> next() {
            threads.add(Thread.currentThread().getName());
            return blocks.next();
          }

          @Override
          public void close() {
            blocks.close();
          }
        };
    try (var server = serving(watched)) {
      var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(20);
      SamplerGrpc.newStub(server.channel).sample(request(1), reader);
      reader.end.get();
      assertFalse(threads.isEmpty());
      threads.forEach(name -> assertTrue(name.startsWith("pool-"), name));
    }
  }

  private GrpcServer serving(Source<CandidateBlock> source) throws Exception {
    return new GrpcServer(
        new SamplerGrpc.SamplerImplBase() {
          @Override
          public void sample(SampleStreamRequest request, StreamObserver<CandidateBlock> reader) {
            served.incrementAndGet();
            BackPressuredStream.serve(reader, source, AHEAD, executor);
          }
        });
  }

  private Source<CandidateBlock> blocks(int count) {
    ByteString payload = ByteString.copyFrom(new byte[ITEM_BYTES]);
    var iterator =
        new Iterator<CandidateBlock>() {
          @Override
          public boolean hasNext() {
            return made.get() < count;
          }

          @Override
          public CandidateBlock next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return CandidateBlock.newBuilder()
                .setBlock(made.getAndIncrement())
                .setParameters(payload)
                .build();
          }
        };
    return Source.of(iterator, executor, closed::incrementAndGet);
  }

  private static SampleStreamRequest request(long count) {
    return SampleStreamRequest.newBuilder().setCount(count).build();
  }
}
