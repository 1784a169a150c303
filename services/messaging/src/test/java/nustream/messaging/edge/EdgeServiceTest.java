package nustream.messaging.edge;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.messaging.channels.BrokerResource;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.messaging.testing.TestCertificate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A booted service that asks for tokens over TLS, called by clients of its own certificate. */
@QuarkusTest
@TestProfile(EdgeServiceTest.Closed.class)
@WithTestResource(BrokerResource.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EdgeServiceTest {
  private static final Path FOLDER = folder();

  /** What manifests would set; the port stays on loopback. */
  public static final class Closed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "nustream.edge.certificate", FOLDER.resolve("tls.crt").toString(),
          "nustream.edge.key", FOLDER.resolve("tls.key").toString(),
          "nustream.edge.tokens", FOLDER.resolve("tokens").toString(),
          "nustream.edge.reload-interval", "100ms");
    }
  }

  @Inject TlsConfigurationRegistry registry;
  @Inject Event<CertificateUpdatedEvent> updated;
  @Inject MeterRegistry metrics;

  private static Path folder() {
    // Given by a system property: the class is loaded once by the tests and once by the service.
    String made = System.getProperty("nustream.test.edge");
    try {
      Path folder = made == null ? Files.createTempDirectory("edge") : Path.of(made);
      if (made == null) {
        System.setProperty("nustream.test.edge", folder.toString());
        TestCertificate.write(folder);
        writeTokens(folder, Tokens.line("alice", "operator", "alices"));
      }
      return folder;
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void writeTokens(Path folder, String more) throws IOException {
    Path draft =
        Files.writeString(
            folder.resolve("draft"),
            Tokens.line("bob", "reader", "bobs")
                + Tokens.line("carol", "admin", "carols").strip()
                + " until 2020-01-01T00:00:00Z\n"
                + more);
    Files.move(draft, folder.resolve("tokens"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static int port() {
    return ConfigProvider.getConfig().getValue("quarkus.https.test-port", Integer.class);
  }

  private static ManagedChannel channel() throws IOException {
    return NettyChannelBuilder.forAddress("127.0.0.1", port())
        .sslContext(
            GrpcSslContexts.forClient().trustManager(FOLDER.resolve("tls.crt").toFile()).build())
        .build();
  }

  /** Calls and answers the error word; "ok" for the streams that answer. */
  private static String call(String token, boolean sample) throws Exception {
    ManagedChannel channel = channel();
    try {
      Metadata headers = new Metadata();
      if (token != null) {
        headers.put(
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
      }
      var sampler =
          SamplerGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .withDeadlineAfter(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
      if (sample) {
        sampler
            .sample(SampleStreamRequest.newBuilder().setCount(2).build())
            .forEachRemaining(block -> {});
      } else {
        var unused = sampler.listModels(ListModelsRequest.getDefaultInstance());
      }
      return "ok";
    } catch (StatusRuntimeException e) {
      assertEquals(e.getStatus().getCode(), GrpcErrors.word(e).code(), e.toString());
      return GrpcErrors.word(e).name();
    } finally {
      channel.shutdownNow();
      assertTrue(channel.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void tokensOpenWhatTheirRolesAllow() throws Exception {
    assertEquals("ok", call("alices", true));
    // The stand-in knows no model: the answer shows that the call got through.
    assertEquals("UNKNOWN_MODEL", call("bobs", false));
    assertEquals("PERMISSION_DENIED", call("bobs", true));
    assertEquals("UNAUTHENTICATED", call(null, false));
    assertEquals("UNAUTHENTICATED", call("wrong", false));
    assertEquals("UNAUTHENTICATED", call("carols", false), "run out");
    assertTrue(metrics.counter(EdgeInterceptor.METRIC, "reason", "UNAUTHENTICATED").count() >= 3);
  }

  @Test
  void aReplacedFileOfTokensCountsWithoutRestart() throws Exception {
    writeTokens(
        FOLDER, Tokens.line("alice", "operator", "alices") + Tokens.line("d", "reader", "d"));
    await().until(() -> call("d", false).equals("UNKNOWN_MODEL"));
    writeTokens(FOLDER, Tokens.line("alice", "operator", "alices"));
    await().until(() -> call("d", false).equals("UNAUTHENTICATED"));
    assertEquals("ok", call("alices", true));
  }

  @Test
  void nothingIsAnsweredInPlaintext() throws Exception {
    ManagedChannel plain = LoopbackChannel.to(port());
    try {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  SamplerGrpc.newBlockingStub(plain)
                      .withDeadlineAfter(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                      .listModels(ListModelsRequest.getDefaultInstance()));
      assertEquals(Status.Code.UNAVAILABLE, refused.getStatus().getCode());
    } finally {
      plain.shutdownNow();
      assertTrue(plain.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void probesNeedNoTokenAndEverythingElseDoes() throws Exception {
    assertEquals(200, get("/q/health/live", null).statusCode());
    assertEquals(200, get("/q/metrics", null).statusCode());
    HttpResponse<String> page = get("/anything", null);
    assertEquals(401, page.statusCode());
    assertTrue(page.headers().firstValue("www-authenticate").orElse("").contains("Basic"));
    assertEquals(401, get("/q/health/../anything", null).statusCode());
    assertEquals(401, get("/q/healthy", null).statusCode());
    assertEquals(404, get("/anything", "Bearer bobs").statusCode(), "let in, and there is nothing");
    String asked = Base64.getEncoder().encodeToString("bob:bobs".getBytes(StandardCharsets.UTF_8));
    assertEquals(404, get("/anything", "Basic " + asked).statusCode());
    ManagedChannel channel = channel();
    try {
      assertEquals(
          HealthCheckResponse.ServingStatus.SERVING,
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus());
    } finally {
      channel.shutdownNow();
      assertTrue(channel.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void aReplacedCertificateIsUsedForNewConnections() throws Exception {
    TestCertificate.write(FOLDER);
    // What Quarkus does every 30 s.
    TlsConfiguration tls = registry.get(EdgeTls.NAME).orElseThrow();
    assertTrue(tls.reload());
    updated.fire(new CertificateUpdatedEvent(EdgeTls.NAME, tls));
    // The clients trust the new certificate alone.
    await().ignoreExceptions().until(() -> call("alices", true).equals("ok"));
    assertEquals(200, get("/q/health/live", null).statusCode());
  }

  private static HttpResponse<String> get(String path, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path));
    if (authorization != null) {
      request.header("authorization", authorization);
    }
    return HttpClient.newBuilder()
        .sslContext(trusting())
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var in = Files.newInputStream(FOLDER.resolve("tls.crt"))) {
      trusted.setCertificateEntry(
          "edge", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Test
  void wordsOfTheEdgeAreInTheTable() {
    assertEquals(Status.Code.UNAUTHENTICATED, ErrorWord.UNAUTHENTICATED.code());
    assertEquals(Status.Code.PERMISSION_DENIED, ErrorWord.PERMISSION_DENIED.code());
    assertEquals(
        List.of(false, false),
        List.of(ErrorWord.UNAUTHENTICATED.passes(), ErrorWord.PERMISSION_DENIED.passes()));
  }
}
