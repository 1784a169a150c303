package nustream.simulator.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.DetectionBoundRequest;
import nustream.lensing.v1.DetectionBoundResponse;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.lensing.v1.PowerSpectrumRequest;
import nustream.lensing.v1.PowerSpectrumResponse;
import nustream.lensing.v1.SimulateRequest;
import nustream.messaging.drain.Drain;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.BackPressuredStream;
import nustream.messaging.grpc.GrpcErrors;
import nustream.simulator.making.Calculations;
import nustream.simulator.making.Capacity;
import nustream.simulator.making.MapFactory;
import nustream.simulator.making.MapOrder;
import nustream.simulator.making.OrderRules;
import nustream.simulator.making.SimulatorMetrics;

/** The MapSimulator service: maps as a server stream, spectra and bounds. */
@GrpcService
public class SimulatorService extends MapSimulatorGrpc.MapSimulatorImplBase {
  private final OrderRules rules;
  private final MapFactory factory;
  private final Calculations calculations;
  private final SimulatorMetrics metrics;
  private final Drain drain;
  private final ExecutorService executor;
  private final Capacity capacity;
  private final Semaphore streams;

  @Inject
  public SimulatorService(
      OrderRules rules,
      MapFactory factory,
      Calculations calculations,
      SimulatorMetrics metrics,
      Capacity capacity,
      Drain drain,
      ExecutorService executor) {
    this.rules = rules;
    this.factory = factory;
    this.calculations = calculations;
    this.metrics = metrics;
    this.capacity = capacity;
    this.drain = drain;
    this.executor = executor;
    streams = new Semaphore(capacity.streams());
  }

  @Override
  public void simulate(SimulateRequest request, StreamObserver<ConvergenceMap> reader) {
    MapOrder order = counted(() -> rules.admit(request));
    if (!streams.tryAcquire()) {
      throw refused(
          new NustreamException(
              ErrorWord.OVERLOADED,
              "all " + capacity.streams() + " streams are in use; try again later"));
    }
    var source = new MapSource(order, factory, drain, streams::release);
    BackPressuredStream.serve(reader, source, factory.atOnce(), executor);
  }

  @Override
  public void powerSpectrum(
      PowerSpectrumRequest request, StreamObserver<PowerSpectrumResponse> answer) {
    answer(counted(() -> calculations.powerSpectrum(request)), answer);
  }

  @Override
  public void detectionBound(
      DetectionBoundRequest request, StreamObserver<DetectionBoundResponse> answer) {
    answer(counted(() -> calculations.detectionBound(request)), answer);
  }

  private <T> T counted(Supplier<T> admission) {
    try {
      return admission.get();
    } catch (NustreamException e) {
      throw refused(e);
    }
  }

  private NustreamException refused(NustreamException reason) {
    metrics.refused(reason);
    return reason;
  }

  private <M> void answer(CompletableFuture<M> result, StreamObserver<M> answer) {
    Drain.Work work = drain.begin();
    var unused =
        result.whenComplete(
            (message, failed) -> {
              if (failed == null) {
                answer.onNext(message);
                answer.onCompleted();
              } else {
                answer.onError(GrpcErrors.status(failed));
              }
              work.close();
            });
  }
}
