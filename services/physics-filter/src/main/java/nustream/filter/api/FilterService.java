package nustream.filter.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.filter.FilterConfig;
import nustream.filter.FilterMetrics;
import nustream.filter.judging.CaseJudge;
import nustream.flavor.v1.EvaluateRequest;
import nustream.flavor.v1.EvaluateResponse;
import nustream.flavor.v1.FilterGrpc;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.AnsweringStream;

/**
 * Judges matrices that callers bring: one answer per request, in order, with flow control both
 * ways.
 */
@GrpcService
public class FilterService extends FilterGrpc.FilterImplBase {
  private final FilterConfig.Evaluate limits;
  private final FilterMetrics metrics;
  private final CaseJudge judge;
  private final Semaphore streams;
  private final ExecutorService executor;

  @Inject
  public FilterService(FilterConfig config, FilterMetrics metrics) {
    limits = config.evaluate();
    this.metrics = metrics;
    judge = new CaseJudge(config.defaultRelease());
    streams = new Semaphore(limits.maxStreams());
    var number = new AtomicInteger();
    // Its queue holds at most one task per stream.
    executor =
        Executors.newFixedThreadPool(
            limits.threads(), task -> new Thread(task, "evaluate-" + number.incrementAndGet()));
  }

  @Override
  public StreamObserver<EvaluateRequest> evaluate(StreamObserver<EvaluateResponse> reader) {
    if (!streams.tryAcquire()) {
      metrics.refused(ErrorWord.OVERLOADED.name());
      throw new NustreamException(
          ErrorWord.OVERLOADED,
          "all " + limits.maxStreams() + " streams are taken; try again later");
    }
    return AnsweringStream.serve(reader, this::answer, limits.window(), executor, streams::release);
  }

  private EvaluateResponse answer(EvaluateRequest request) {
    long begin = System.nanoTime();
    try {
      EvaluateResponse response = judge.judge(request);
      metrics.computed(System.nanoTime() - begin);
      metrics.answered();
      return response;
    } catch (NustreamException e) {
      metrics.refused(e.word().name());
      throw e;
    }
  }

  @PreDestroy
  void stop() {
    executor.shutdown();
  }
}
