package nustream.results.dashboard;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import nustream.messaging.client.ServiceAddress;
import nustream.messaging.client.TlsFailure;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;

/** Another service refused, or did not answer. The message is fit for the page. */
final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;
  private final String word;
  private final boolean shut;

  PeerException(Peer peer, ServiceAddress address, Duration limit, StatusRuntimeException cause) {
    super(message(peer, address, limit, cause), cause);
    code = cause.getStatus().getCode();
    ErrorWord told = GrpcErrors.word(cause);
    word = told == ErrorWord.INTERNAL ? code.name() : told.name();
    shut = code == Status.Code.UNAUTHENTICATED || distrust(cause).isPresent();
  }

  /** Status that the service answered with, or UNAVAILABLE or DEADLINE_EXCEEDED. */
  Status.Code code() {
    return code;
  }

  /** Word of the error table; the name of the code where the answer has none. */
  String word() {
    return word;
  }

  /** Whether no call gets through until certificates or tokens have changed. */
  boolean shut() {
    return shut;
  }

  /** What the page says of a service that is not trusted. */
  static String distrusted(Peer peer, String why) {
    return peer.service() + " is not trusted: " + why + "; see results.dashboard.ca";
  }

  private static Optional<String> distrust(StatusRuntimeException cause) {
    return cause.getStatus().getCode() == Status.Code.UNAVAILABLE
        ? TlsFailure.of(cause)
        : Optional.empty();
  }

  private static String message(
      Peer peer, ServiceAddress address, Duration limit, StatusRuntimeException cause) {
    boolean told = GrpcErrors.word(cause) != ErrorWord.INTERNAL;
    Status status = cause.getStatus();
    return switch (status.getCode()) {
      case UNAUTHENTICATED ->
          peer.service()
              + " refuses the token of the dashboard: "
              + status.getDescription()
              + "; see results.dashboard.token-file";
      case PERMISSION_DENIED ->
          peer.service()
              + " does not allow it to the dashboard: "
              + status.getDescription()
              + "; see results.dashboard.token-file";
      default -> told ? status.getDescription() : untold(peer, address, limit, cause);
    };
  }

  private static String untold(
      Peer peer, ServiceAddress address, Duration limit, StatusRuntimeException cause) {
    Status status = cause.getStatus();
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          distrust(cause)
              .map(why -> distrusted(peer, why))
              .orElse(peer.service() + " does not answer at " + address);
      case DEADLINE_EXCEEDED ->
          peer.service() + " did not answer within " + limit.toSeconds() + " s";
      default -> peer.service() + ": " + status.getCode() + " " + status.getDescription();
    };
  }
}
