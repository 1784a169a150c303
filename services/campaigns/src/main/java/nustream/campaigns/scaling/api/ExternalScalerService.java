package nustream.campaigns.scaling.api;

import static java.util.concurrent.CompletableFuture.completedFuture;

import externalscaler.ExternalScalerGrpc;
import externalscaler.GetMetricSpecResponse;
import externalscaler.GetMetricsRequest;
import externalscaler.GetMetricsResponse;
import externalscaler.IsActiveResponse;
import externalscaler.MetricSpec;
import externalscaler.MetricValue;
import externalscaler.ScaledObjectRef;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import nustream.campaigns.scaling.ScalingConfig;
import nustream.campaigns.scaling.ScalingLimits;
import nustream.campaigns.scaling.backlog.ScalingGoal;
import nustream.campaigns.scaling.stream.Backlogs;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.messaging.grpc.GrpcErrors;

/**
 * KEDA's external scaler. Every replica answers, active or not: the topics say the same to all. A
 * question that Kafka does not answer is UNAVAILABLE: KEDA then leaves the replicas as they are,
 * where a zero would stop workers in the middle of their work.
 */
@GrpcService
public class ExternalScalerService extends ExternalScalerGrpc.ExternalScalerImplBase {
  /** The metric: seconds of work that wait or are in flight. */
  public static final String METRIC = "gpu_backlog_seconds";

  private static final String PREFIX = "nustream.campaigns.scaling.";

  private final Backlogs backlogs;
  private final ScalingConfig config;
  private final MeterRegistry metrics;
  private final ExecutorService executor;
  private final OpenStreams streams;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "scaling-clock");
            made.setDaemon(true);
            return made;
          });

  /** {@link IllegalArgumentException} naming a setting that is out of its range. */
  @Inject
  public ExternalScalerService(
      Backlogs backlogs,
      ScalingConfig config,
      MeterRegistry metrics,
      ExecutorService executor,
      Drain drain) {
    ScalingLimits.check(config);
    this.backlogs = backlogs;
    this.config = config;
    this.metrics = metrics;
    this.executor = executor;
    this.streams = new OpenStreams(config.maxStreams());
    metrics.gauge(PREFIX + "streams", streams, OpenStreams::count);
    drain.onStop(streams::drain);
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }

  @Override
  public void isActive(ScaledObjectRef request, StreamObserver<IsActiveResponse> reader) {
    answer(
        reader,
        () ->
            backlogs
                .active(ScaledObject.of(request, config).worker())
                .thenApply(active -> IsActiveResponse.newBuilder().setResult(active).build()));
  }

  @Override
  public void streamIsActive(ScaledObjectRef request, StreamObserver<IsActiveResponse> reader) {
    stream(
        reader,
        () -> {
          var worker = ScaledObject.of(request, config).worker();
          return streams.open(
              onClose ->
                  new ActivityStream(
                      () -> backlogs.active(worker),
                      config.activityEvery(),
                      config.heartbeat(),
                      clock,
                      System::nanoTime,
                      onClose));
        });
  }

  @Override
  public void getMetricSpec(ScaledObjectRef request, StreamObserver<GetMetricSpecResponse> reader) {
    answer(reader, () -> completedFuture(spec(ScaledObject.of(request, config))));
  }

  @Override
  public void streamMetricSpec(
      ScaledObjectRef request, StreamObserver<GetMetricSpecResponse> reader) {
    stream(
        reader,
        () -> {
          GetMetricSpecResponse spec = spec(ScaledObject.of(request, config));
          return streams.open(onClose -> new SpecStream(spec, onClose));
        });
  }

  @Override
  public void getMetrics(GetMetricsRequest request, StreamObserver<GetMetricsResponse> reader) {
    answer(
        reader,
        () -> {
          FieldChecks.oneOf("metricName", request.getMetricName(), List.of(METRIC));
          ScaledObject asked = ScaledObject.of(request.getScaledObjectRef(), config);
          return backlogs
              .look(asked.worker())
              .thenApply(look -> value(asked.goal().metric(look.backlog())));
        });
  }

  private static GetMetricSpecResponse spec(ScaledObject asked) {
    ScalingGoal goal = asked.goal();
    return GetMetricSpecResponse.newBuilder()
        .addMetricSpecs(
            MetricSpec.newBuilder()
                .setMetricName(METRIC)
                .setTargetSize(Math.round(goal.targetSeconds()))
                .setTargetSizeFloat(goal.targetSeconds()))
        .build();
  }

  private static GetMetricsResponse value(double seconds) {
    return GetMetricsResponse.newBuilder()
        .addMetricValues(
            MetricValue.newBuilder()
                .setMetricName(METRIC)
                .setMetricValue((long) Math.ceil(seconds))
                .setMetricValueFloat(seconds))
        .build();
  }

  private <A> void answer(StreamObserver<A> reader, Supplier<CompletionStage<A>> work) {
    // With a handler of any kind, answering a caller who has gone is no error.
    ((ServerCallStreamObserver<A>) reader).setOnCancelHandler(() -> {});
    try {
      var unused =
          work.get()
              .whenCompleteAsync((answer, failure) -> close(reader, answer, failure), executor);
    } catch (RuntimeException e) {
      refuse(reader, e);
    }
  }

  private <A> void stream(
      StreamObserver<A> reader, Supplier<? extends OpenStreams.Stream<A>> items) {
    try {
      BackPressuredStream.serve(reader, items.get(), 1, executor);
      count("ok");
    } catch (RuntimeException e) {
      refuse(reader, e);
    }
  }

  private <A> void close(StreamObserver<A> reader, A answer, Throwable failure) {
    if (failure != null) {
      refuse(reader, failure);
      return;
    }
    reader.onNext(answer);
    reader.onCompleted();
    count("ok");
  }

  private void refuse(StreamObserver<?> reader, Throwable failure) {
    StatusRuntimeException status = GrpcErrors.status(failure);
    reader.onError(status);
    count(GrpcErrors.word(status).name());
  }

  private void count(String outcome) {
    metrics.counter(PREFIX + "requests", "outcome", outcome).increment();
  }
}
