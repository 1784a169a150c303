package nustream.messaging.testing;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Services behind TLS and a token on a free port of loopback, as they are on a cluster. A reader's
 * token may only call what begins with List or Get.
 */
public final class GuardedServer implements AutoCloseable {
  public static final String TOKEN = "a-token-of-an-operator";
  public static final String READER_TOKEN = "a-token-of-a-reader";

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Server server;
  private volatile String token = TOKEN;

  /**
   * Starts.
   *
   * @param certificate folder with tls.crt and tls.key of {@link TestCertificate}
   */
  public GuardedServer(Path certificate, BindableService... services) throws IOException {
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .sslContext(
                GrpcSslContexts.forServer(
                        certificate.resolve("tls.crt").toFile(),
                        certificate.resolve("tls.key").toFile())
                    .build())
            .intercept(new Guard());
    for (BindableService service : services) {
      builder.addService(service);
    }
    server = builder.build().start();
  }

  /** https://localhost:PORT. */
  public String url() {
    return "https://localhost:" + server.getPort();
  }

  /** From now on another token is the operator's. */
  public void replaceToken(String other) {
    token = other;
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow();
    if (!server.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server goes on");
    }
  }

  private final class Guard implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String sent = headers.get(AUTHORIZATION);
      String method = call.getMethodDescriptor().getBareMethodName();
      if (("Bearer " + token).equals(sent)) {
        return next.startCall(call, headers);
      }
      if (("Bearer " + READER_TOKEN).equals(sent)) {
        if (method.startsWith("List") || method.startsWith("Get")) {
          return next.startCall(call, headers);
        }
        return refuse(call, Status.PERMISSION_DENIED.withDescription("reader may not " + method));
      }
      return refuse(
          call,
          Status.UNAUTHENTICATED.withDescription(
              sent == null ? "there is no token" : "the token is not known, or has run out"));
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status why) {
      call.close(why, new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
