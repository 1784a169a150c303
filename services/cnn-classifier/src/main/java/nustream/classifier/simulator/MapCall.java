package nustream.classifier.simulator;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.SimulateRequest;

/** One call of Simulate, whose maps are taken one by one; few wait here. For one reader. */
final class MapCall implements ClientResponseObserver<SimulateRequest, ConvergenceMap> {
  /** Maps on their way or waiting: 16 x 256 KiB = 4 MiB. */
  private static final int WINDOW = 16;

  /** What comes: maps, and then an end. */
  sealed interface Event {}

  record Arrived(ConvergenceMap map) implements Event {}

  /** OK when the call has sent all its maps. */
  record Ended(Status status) implements Event {}

  /** Bounded by the window, and the end. */
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private volatile ClientCallStreamObserver<SimulateRequest> call;

  /**
   * Waits for what comes next; to be called no more after an end.
   *
   * @param silence longest wait, after which the call is given up
   */
  Event take(Duration silence) throws InterruptedException {
    Event event = events.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
    if (event == null) {
      cancel();
      return new Ended(
          Status.DEADLINE_EXCEEDED.withDescription(
              "nothing came for " + silence.toSeconds() + " s"));
    }
    if (event instanceof Arrived) {
      call.request(1);
    }
    return event;
  }

  void cancel() {
    call.cancel("no more maps are wanted", null);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<SimulateRequest> stream) {
    call = stream;
    stream.disableAutoRequestWithInitial(WINDOW);
  }

  @Override
  public void onNext(ConvergenceMap map) {
    events.add(new Arrived(map));
  }

  @Override
  public void onError(Throwable thrown) {
    events.add(new Ended(Status.fromThrowable(thrown)));
  }

  @Override
  public void onCompleted() {
    events.add(new Ended(Status.OK));
  }
}
