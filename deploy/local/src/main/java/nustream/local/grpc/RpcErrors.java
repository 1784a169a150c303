package nustream.local.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import nustream.messaging.client.TlsFailure;

/** What a service's error says to a person. */
public final class RpcErrors {
  private RpcErrors() {}

  /** The service's error word, or the name of the gRPC status when it sent none. */
  public static String reason(StatusRuntimeException error) {
    for (Any detail : StatusProto.fromThrowable(error).getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException("unreadable ErrorInfo from a service", e);
        }
      }
    }
    return error.getStatus().getCode().name();
  }

  /** Reason, message and what to do, on one line. */
  public static String sentence(StatusRuntimeException error) {
    Optional<String> distrust = TlsFailure.of(error);
    if (distrust.isPresent()) {
      return reason(error)
          + ": the service at this address is not trusted: "
          + distrust.get()
          + "; give the authority that signs it with --ca FILE or NUSTREAM_CA (ca.crt of the Secret"
          + " nustream-edge), and an address under a name that its certificate is for";
    }
    String description = error.getStatus().getDescription();
    return reason(error)
        + (description == null ? "" : ": " + description)
        + advice(error.getStatus().getCode());
  }

  private static String advice(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE ->
          "; a service does not answer: see `deploy/nustream status` and the logs it names, or of a"
              + " cluster whether the address is right and speaks TLS (https://)";
      case DEADLINE_EXCEEDED -> "; a service took too long: see `deploy/nustream status`";
      case UNAUTHENTICATED ->
          "; give a token that the service knows with --token-file FILE, NUSTREAM_TOKEN_FILE or"
              + " NUSTREAM_TOKEN";
      case PERMISSION_DENIED ->
          "; give a token of that role with --token-file FILE, NUSTREAM_TOKEN_FILE or"
              + " NUSTREAM_TOKEN";
      case UNIMPLEMENTED -> "; the address is that of another service, or of another version";
      default -> "";
    };
  }
}
