package nustream.local.options;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import java.util.List;
import nustream.local.UserError;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
  @Test
  void aTokenIsNotSentWhereOthersCanReadIt() {
    UserError refused =
        assertThrows(
            UserError.class, () -> ServerOptions.open("http://192.0.2.1:80", "secret", null));
    assertTrue(refused.getMessage().contains("only sent over https"), refused.getMessage());
    for (String url : List.of("https://192.0.2.1", "http://127.0.0.1:18083")) {
      ManagedChannel channel = ServerOptions.open(url, "secret", null);
      assertTrue(channel.shutdownNow().isShutdown());
    }
  }

  @Test
  void theFileOfCertificatesMustBeOne() {
    UserError refused =
        assertThrows(
            UserError.class, () -> ServerOptions.open("https://192.0.2.1", null, "/none.pem"));
    assertTrue(refused.getMessage().contains("NUSTREAM_CA=/none.pem"), refused.getMessage());
  }
}
