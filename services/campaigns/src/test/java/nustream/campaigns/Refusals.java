package nustream.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;

/** What callers over gRPC are told when something is refused. */
public final class Refusals {
  private Refusals() {}

  /** The call is refused with this code and word, and its message has this part. */
  public static void assertRefused(
      Status.Code code, ErrorWord word, String message, Runnable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call::run);
    assertEquals(word, GrpcErrors.word(refused), refused.toString());
    assertEquals(code, refused.getStatus().getCode());
    assertTrue(
        refused.getStatus().getDescription().contains(message),
        refused.getStatus().getDescription());
  }
}
