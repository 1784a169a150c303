package nustream.messaging.grpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.Failure;

/** From any throwable to the gRPC status that a caller sees, and back to the word. */
public final class GrpcErrors {
  /** The {@code domain} of every {@code ErrorInfo}. */
  public static final String DOMAIN = "nustream";

  private GrpcErrors() {}

  /**
   * The status with its {@code google.rpc.ErrorInfo}: reason = word, metadata = field, value and
   * what is allowed.
   */
  public static StatusRuntimeException status(Throwable thrown) {
    return status(Failure.of(thrown));
  }

  static StatusRuntimeException status(Failure failure) {
    var info =
        ErrorInfo.newBuilder()
            .setDomain(DOMAIN)
            .setReason(failure.word().name())
            .putAllMetadata(failure.details())
            .build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(failure.word().code().value())
            .setMessage(failure.message())
            .addDetails(Any.pack(info))
            .build());
  }

  /**
   * The word that a peer's status carries; {@link ErrorWord#INTERNAL} when it carries none that we
   * know.
   */
  public static ErrorWord word(Throwable received) {
    var status = StatusProto.fromThrowable(received);
    if (status != null) {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          return wordOf(detail);
        }
      }
    }
    return ErrorWord.INTERNAL;
  }

  private static ErrorWord wordOf(Any detail) {
    try {
      String reason = detail.unpack(ErrorInfo.class).getReason();
      for (ErrorWord word : ErrorWord.values()) {
        if (word.name().equals(reason)) {
          return word;
        }
      }
      return ErrorWord.INTERNAL;
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the status holds a broken ErrorInfo", e);
    }
  }
}
