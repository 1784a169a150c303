package nustream.classifier.simulator;

import io.grpc.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import nustream.classifier.maps.MapKey;
import nustream.classifier.maps.MapsUnavailableException;
import nustream.lensing.v1.ConvergenceMap;
import nustream.messaging.client.ServiceAddress;
import nustream.messaging.client.TlsFailure;

/**
 * The maps of a run. A call that breaks is begun again after the last map that came, so that a
 * simulator may be restarted meanwhile. For one thread.
 */
final class RunReader {
  /** The simulator would answer the same again. */
  private static final Set<Status.Code> FINAL =
      EnumSet.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.OUT_OF_RANGE,
          Status.Code.NOT_FOUND,
          Status.Code.UNIMPLEMENTED,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED);

  /** Begins calls. */
  interface Caller {
    /** Begins to send a run from one of its maps on. */
    MapCall begin(MapRun run, int from);

    /** Who is called, for messages. */
    ServiceAddress address();
  }

  private final MapRun run;
  private final Caller caller;
  private final Patience patience;
  private MapCall call;
  private int taken;

  /** Begins the first call. */
  RunReader(MapRun run, Caller caller, Patience patience) {
    this.run = run;
    this.caller = caller;
    this.patience = patience;
    this.call = caller.begin(run, 0);
  }

  /** Which map comes next. */
  MapKey key() {
    return run.key(taken);
  }

  /** Whether all maps were taken. */
  boolean over() {
    return taken == run.maps();
  }

  /**
   * The next map.
   *
   * @throws MapsUnavailableException if it does not come
   * @throws CancellationException if the thread is interrupted
   */
  ConvergenceMap next() {
    try {
      for (int failed = 1; ; failed++) {
        MapCall.Event event = call.take(patience.silence());
        if (event instanceof MapCall.Arrived arrived) {
          taken++;
          return arrived.map();
        }
        beginAgain(((MapCall.Ended) event).status(), failed);
      }
    } catch (InterruptedException e) {
      call.cancel();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a map");
    }
  }

  private void beginAgain(Status status, int failed) throws InterruptedException {
    if (FINAL.contains(status.getCode()) || TlsFailure.of(status.getCause()).isPresent()) {
      throw unavailable(status, "");
    }
    if (failed == patience.attempts()) {
      throw unavailable(status, " (attempt " + failed + " of " + failed + ")");
    }
    Duration pause = patience.pause(failed);
    Thread.sleep(pause.toMillis());
    call = caller.begin(run, taken);
  }

  private MapsUnavailableException unavailable(Status status, String attempts) {
    String reason =
        status.isOk()
            ? "the stream ended after %d of %d maps".formatted(taken, run.maps())
            : status.getCode() + described(status);
    return new MapsUnavailableException(
        "no maps from the map simulator at " + caller.address() + attempts + ": " + reason,
        status.isOk() ? null : status.asRuntimeException());
  }

  /** What it says, and for what the user can put right, how. */
  private static String described(Status status) {
    Optional<String> distrust = TlsFailure.of(status.getCause());
    if (distrust.isPresent()) {
      return ": " + distrust.get() + "; see --ca";
    }
    String told = status.getDescription() == null ? "" : ": " + status.getDescription();
    return switch (status.getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> told + "; see --token-file";
      default -> told;
    };
  }

  void cancel() {
    call.cancel();
  }
}
