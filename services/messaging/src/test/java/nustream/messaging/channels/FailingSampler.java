package nustream.messaging.channels;

import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.ListModelsResponse;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.messaging.grpc.Source;

/** Streams blocks, or fails in the ways that a service may. */
@GrpcService
public class FailingSampler extends SamplerGrpc.SamplerImplBase {
  static final AtomicInteger MADE = new AtomicInteger();
  static final AtomicInteger CLOSED = new AtomicInteger();

  /** Per call, whether its context knew a deadline. */
  static final Queue<Boolean> DEADLINES = new ConcurrentLinkedQueue<>();

  private static final Duration NO_ITEM = Duration.ofMinutes(5);

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @Override
  public void sample(SampleStreamRequest request, StreamObserver<CandidateBlock> reader) {
    if (request.getCampaignId().equals("fault")) {
      throw new IllegalStateException("password=secret");
    }
    DEADLINES.add(Context.current().getDeadline() != null);
    Iterator<CandidateBlock> blocks =
        request.getCampaignId().equals("never") ? never() : blocks(request.getCount());
    BackPressuredStream.serve(
        reader, Source.of(blocks, executor, CLOSED::incrementAndGet), 2, executor);
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> reader) {
    reader.onError(NustreamException.about(ErrorWord.UNKNOWN_MODEL, "model", "x", "seesaw-plain"));
  }

  private static Iterator<CandidateBlock> blocks(long count) {
    var payload = com.google.protobuf.ByteString.copyFrom(new byte[64 * 1024]);
    var left = new AtomicInteger((int) count);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return left.get() > 0;
      }

      @Override
      public CandidateBlock next() {
        left.decrementAndGet();
        return CandidateBlock.newBuilder()
            .setBlock(MADE.getAndIncrement())
            .setParameters(payload)
            .build();
      }
    };
  }

  private static Iterator<CandidateBlock> never() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        java.util.concurrent.locks.LockSupport.parkNanos(NO_ITEM.toNanos());
        return false;
      }

      @Override
      public CandidateBlock next() {
        throw new java.util.NoSuchElementException();
      }
    };
  }
}
