package nustream.results.dashboard;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;

/** Another service refused, or did not answer. The message is fit for the page. */
final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;
  private final String word;

  PeerException(Peer peer, String address, Duration limit, StatusRuntimeException cause) {
    super(message(peer, address, limit, cause), cause);
    code = cause.getStatus().getCode();
    ErrorWord told = GrpcErrors.word(cause);
    word = told == ErrorWord.INTERNAL ? code.name() : told.name();
  }

  /** Status that the service answered with, or UNAVAILABLE or DEADLINE_EXCEEDED. */
  Status.Code code() {
    return code;
  }

  /** Word of the error table; the name of the code where the answer has none. */
  String word() {
    return word;
  }

  private static String message(
      Peer peer, String address, Duration limit, StatusRuntimeException cause) {
    boolean told = GrpcErrors.word(cause) != ErrorWord.INTERNAL;
    Status status = cause.getStatus();
    if (told) {
      return status.getDescription();
    }
    return switch (status.getCode()) {
      case UNAVAILABLE -> peer.service() + " does not answer at " + address;
      case DEADLINE_EXCEEDED ->
          peer.service() + " did not answer within " + limit.toSeconds() + " s";
      default -> peer.service() + ": " + status.getCode() + " " + status.getDescription();
    };
  }
}
