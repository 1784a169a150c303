package nustream.messaging.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.ListModelsResponse;
import nustream.flavor.v1.SamplerGrpc;
import nustream.messaging.testing.GuardedServer;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A caller before a server with TLS and tokens. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ServiceAccessTest {
  @TempDir static Path own;
  @TempDir static Path other;
  private static GuardedServer server;
  @TempDir Path folder;

  private static final class Models extends SamplerGrpc.SamplerImplBase {
    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> reader) {
      reader.onNext(ListModelsResponse.getDefaultInstance());
      reader.onCompleted();
    }
  }

  @BeforeAll
  static void serve() throws Exception {
    TestCertificate.write(own);
    TestCertificate.write(other);
    server = new GuardedServer(own, new Models());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
  }

  private static Optional<Authority> authority(Path folder) {
    return Optional.of(Authority.of("--ca", folder.resolve("tls.crt")));
  }

  private static Optional<BearerToken> token(String text) {
    return Optional.of(BearerToken.of("TOKEN", text));
  }

  private static Status call(String url, ServiceAccess access) {
    ManagedChannel channel = access.channel(ServiceAddress.parse("--server", url)).build();
    try {
      return call(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private static Status call(ManagedChannel channel) {
    try {
      var unused =
          SamplerGrpc.newBlockingStub(channel)
              .withDeadlineAfter(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
              .listModels(ListModelsRequest.getDefaultInstance());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  @Test
  void theRightTokenAndTheRightAuthorityGetIn() {
    assertTrue(
        call(server.url(), new ServiceAccess(authority(own), token(GuardedServer.TOKEN))).isOk());
    assertEquals(
        Status.Code.UNAUTHENTICATED,
        call(server.url(), new ServiceAccess(authority(own), token("another"))).getCode());
    assertEquals(
        Status.Code.UNAUTHENTICATED,
        call(server.url(), new ServiceAccess(authority(own), Optional.empty())).getCode());
  }

  @Test
  void whoIsNotTrustedIsToldFromWhoIsAway() {
    for (Optional<Authority> wrong : List.of(authority(other), Optional.<Authority>empty())) {
      Status refused = call(server.url(), new ServiceAccess(wrong, token(GuardedServer.TOKEN)));
      assertEquals(Status.Code.UNAVAILABLE, refused.getCode());
      assertEquals(
          "its certificate is not signed by whom we trust",
          TlsFailure.of(refused.getCause()).orElse(""));
    }
    ManagedChannel misnamed =
        new ServiceAccess(authority(own), token(GuardedServer.TOKEN))
            .channel(ServiceAddress.parse("--server", server.url()))
            .overrideAuthority("elsewhere.example")
            .build();
    String told = TlsFailure.of(call(misnamed).getCause()).orElse("");
    misnamed.shutdownNow();
    assertTrue(told.startsWith("its certificate is refused (No "), told);
    assertTrue(told.contains("elsewhere.example"), told);
    Status away = call("127.0.0.1:1", ServiceAccess.NONE);
    assertEquals(Status.Code.UNAVAILABLE, away.getCode());
    assertTrue(TlsFailure.of(away.getCause()).isEmpty());
  }

  @Test
  void aTokenIsReadAgainAndKeptWhileItsFileIsBad() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("token"), "before\n");
    Optional<BearerToken> read = Optional.of(BearerToken.in("--token-file", file, Duration.ZERO));
    ManagedChannel channel =
        new ServiceAccess(authority(own), read)
            .channel(ServiceAddress.parse("--server", server.url()))
            .build();
    try {
      assertEquals(Status.Code.UNAUTHENTICATED, call(channel).getCode());
      Files.writeString(file, GuardedServer.TOKEN + "\n");
      assertTrue(call(channel).isOk());
      Files.writeString(file, "two words");
      assertTrue(call(channel).isOk());
      Files.delete(file);
      assertTrue(call(channel).isOk());
    } finally {
      channel.shutdownNow();
      assertTrue(channel.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void aTokenIsNotSentWhereOthersCanReadIt() {
    var access = new ServiceAccess(Optional.empty(), token("secret"));
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> access.channel(new ServiceAddress(false, "192.0.2.1", 80)));
    assertTrue(refused.getMessage().contains("only sent over https"), refused.getMessage());
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    ManagedChannel here = access.channel(new ServiceAddress(false, "127.0.0.1", 1)).build();
    assertTrue(here.shutdownNow().isShutdown());
  }

  @Test
  void filesThatAreNoneAreNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path secret = Files.writeString(folder.resolve("long"), "x".repeat(5000));
    for (Path file : List.of(empty, secret, folder.resolve("none"))) {
      var token =
          assertThrows(
              IllegalArgumentException.class,
              () -> BearerToken.in("--token-file", file, Duration.ZERO));
      assertTrue(token.getMessage().startsWith("--token-file = " + file), token.getMessage());
      assertFalse(token.getMessage().contains("xxx"), token.getMessage());
      var authority =
          assertThrows(IllegalArgumentException.class, () -> Authority.of("--ca", file));
      assertTrue(authority.getMessage().startsWith("--ca = " + file), authority.getMessage());
    }
  }
}
