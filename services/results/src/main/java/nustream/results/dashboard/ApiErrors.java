package nustream.results.dashboard;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import nustream.messaging.errors.Failure;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.DatabaseException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures as HTTP answers: the word decides the status, as it does in gRPC. */
public class ApiErrors {
  /** Too many questions at once, and whatever else may be asked again. */
  private static final int RETRY_SECONDS = 2;

  @ServerExceptionMapper
  public Response refused(NustreamException e) {
    return answer(
        e.word().code(),
        new Refusal(
            e.word().name(), e.getMessage(), e.details().get("field"), e.details().get("allowed")));
  }

  @ServerExceptionMapper
  public Response refused(PeerException e) {
    Map<String, String> details = details(e.getCause());
    return answer(
        e.code(),
        new Refusal(e.word(), e.getMessage(), details.get("field"), details.get("allowed")));
  }

  /** Logged under an incident, as in gRPC. */
  @ServerExceptionMapper
  public Response failed(DatabaseException e) {
    Failure failure = Failure.of(e);
    return answer(
        failure.word().code(), new Refusal(failure.word().name(), failure.message(), null, null));
  }

  private static Response answer(Status.Code code, Refusal refusal) {
    int status = status(code);
    var response = Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(refusal);
    return status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()
        ? response.header("Retry-After", RETRY_SECONDS).build()
        : response.build();
  }

  private static int status(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, OUT_OF_RANGE, RESOURCE_EXHAUSTED -> 400;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED -> 409;
      case UNAVAILABLE, CANCELLED -> 503;
      case DEADLINE_EXCEEDED -> 504;
      case UNIMPLEMENTED -> 501;
      // Of the dashboard by another service: a browser must not ask its user for a token.
      case UNAUTHENTICATED, PERMISSION_DENIED -> 502;
      default -> 500;
    };
  }

  /** Of the {@code ErrorInfo} that the status carries. */
  private static Map<String, String> details(Throwable received) {
    var status = StatusProto.fromThrowable(received);
    if (status != null) {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          try {
            return detail.unpack(ErrorInfo.class).getMetadataMap();
          } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the status holds a broken ErrorInfo", e);
          }
        }
      }
    }
    return Map.of();
  }
}
