package nustream.classifier.simulator;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nustream.classifier.maps.MapsUnavailableException;
import nustream.classifier.training.SmallTask;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.messaging.client.Authority;
import nustream.messaging.client.BearerToken;
import nustream.messaging.client.ServiceAccess;
import nustream.messaging.client.ServiceAddress;
import nustream.messaging.testing.GuardedServer;
import nustream.messaging.testing.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training before a map simulator with TLS and tokens: what cannot get better is not tried on.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GuardedSimulatorTest {
  private static final class Simulator extends MapSimulatorGrpc.MapSimulatorImplBase {}

  @TempDir Path own;
  @TempDir Path other;

  private static String refusal(GuardedServer server, Path authority, String token) {
    var access =
        new ServiceAccess(
            Optional.of(Authority.of("--ca", authority.resolve("tls.crt"))),
            Optional.of(BearerToken.of("--token-file", token)));
    var address = ServiceAddress.parse("--maps-from", server.url());
    try (var maps = new SimulatorConnection(SmallTask.UNIVERSE, 1, address, access)) {
      float[] pixels = new float[1 << 16];
      return assertThrows(
              MapsUnavailableException.class,
              () -> maps.get().write(SmallTask.MASS_EV, 0, pixels, 0))
          .getMessage();
    }
  }

  @Test
  void refusalsSayWhatToDo() throws Exception {
    TestCertificate.write(own);
    TestCertificate.write(other);
    try (var server = new GuardedServer(own, new Simulator())) {
      String token = refusal(server, own, "unknown");
      assertTrue(token.contains("UNAUTHENTICATED: the token is not known"), token);
      assertTrue(token.endsWith("see --token-file"), token);
      String authority = refusal(server, other, GuardedServer.TOKEN);
      assertTrue(authority.contains("is not signed by whom we trust; see --ca"), authority);
    }
  }
}
