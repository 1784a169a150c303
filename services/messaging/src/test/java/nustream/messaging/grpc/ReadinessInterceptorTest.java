package nustream.messaging.grpc;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.ServerInterceptors;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.grpc.server.GrpcServiceBridge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a server of Vert.x, whose event loop is kept busy while a stream is made. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReadinessInterceptorTest {
  private static final int READY_BYTES = 32 * 1024;

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final AtomicInteger made = new AtomicInteger();

  /** Items that are made before the event loop is given back, at the least. */
  private volatile int leastMeanwhile;

  /** Items made when the event loop was given back; -1 before. */
  private volatile int madeMeanwhile = -1;

  private HttpServer server;
  private ManagedChannel channel;
  private int itemBytes;

  @BeforeEach
  void serve() throws Exception {
    var grpc = io.vertx.grpc.server.GrpcServer.server(vertx);
    GrpcServiceBridge.bridge(
            ServerInterceptors.intercept(new BusySampler(), new ReadinessInterceptor()))
        .bind(grpc);
    server =
        vertx
            .createHttpServer()
            .requestHandler(grpc)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    channel = LoopbackChannel.to(server.actualPort());
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().get();
    executor.shutdownNow();
  }

  @Test
  void aBusyEventLoopIsNotHandedAWholeStream() throws Exception {
    // One is waiting for the event loop, one is made ahead.
    leastMeanwhile = 2;
    SlowReader<SampleStreamRequest, CandidateBlock> reader = read(64 * 1024, 100, 1);
    await().until(() -> madeMeanwhile >= 0);
    assertEquals(2, madeMeanwhile);
    await().until(() -> reader.taken.size() == 1);
    int most = 1 + LoopbackChannel.WINDOW_BYTES / itemBytes + 3;
    await().during(Duration.ofSeconds(1)).until(() -> made.get() <= most);
    reader.takeAll();
    assertAllTaken(reader, 100);
  }

  @Test
  void smallItemsAreHandedOverTogether() throws Exception {
    leastMeanwhile = 11;
    SlowReader<SampleStreamRequest, CandidateBlock> reader = read(1024, 3000, Integer.MAX_VALUE);
    await().until(() -> madeMeanwhile >= 0);
    assertTrue(
        madeMeanwhile > 10 && madeMeanwhile <= 1 + READY_BYTES / itemBytes,
        madeMeanwhile + " made");
    assertAllTaken(reader, 3000);
  }

  private SlowReader<SampleStreamRequest, CandidateBlock> read(
      int bytes, int items, int initially) {
    itemBytes = bytes;
    var reader = new SlowReader<SampleStreamRequest, CandidateBlock>(initially);
    var request = SampleStreamRequest.newBuilder().setCount(items).build();
    SamplerGrpc.newStub(channel).sample(request, reader);
    return reader;
  }

  private static void assertAllTaken(
      SlowReader<SampleStreamRequest, CandidateBlock> reader, int items) throws Exception {
    reader.end.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    List<Long> expected = LongStream.range(0, items).boxed().toList();
    assertEquals(expected, reader.taken.stream().map(CandidateBlock::getBlock).toList());
  }

  /**
   * Keeps its event loop until the least is made, and for half a second more: enough to make
   * everything, if it were asked for.
   */
  private final class BusySampler extends SamplerGrpc.SamplerImplBase {
    @Override
    public void sample(SampleStreamRequest request, StreamObserver<CandidateBlock> reader) {
      BackPressuredStream.serve(reader, blocks(request.getCount()), 1, executor);
      try {
        await().until(() -> made.get() >= leastMeanwhile);
        TimeUnit.MILLISECONDS.sleep(500);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      madeMeanwhile = made.get();
    }
  }

  private Source<CandidateBlock> blocks(long count) {
    ByteString data = ByteString.copyFrom(new byte[itemBytes]);
    return new Source<>() {
      @Override
      public CompletionStage<Optional<CandidateBlock>> next() {
        return CompletableFuture.supplyAsync(
            () -> {
              int block = made.getAndIncrement();
              return block >= count
                  ? Optional.empty()
                  : Optional.of(
                      CandidateBlock.newBuilder().setBlock(block).setParameters(data).build());
            },
            executor);
      }

      @Override
      public void close() {}
    };
  }
}
