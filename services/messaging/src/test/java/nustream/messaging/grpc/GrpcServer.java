package nustream.messaging.grpc;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A real server on a free loopback port, and a channel to it. */
public final class GrpcServer implements AutoCloseable {
  /** HTTP/2 window of a channel. */
  static final int WINDOW_BYTES = 256 * 1024;

  private final Server server;
  final ManagedChannel channel;

  GrpcServer(BindableService service) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(service)
            .build()
            .start();
    channel = channelTo(server.getPort());
  }

  /**
   * A channel that lets this many bytes come before they are taken; without it grpc-java widens its
   * window up to 8 MiB.
   */
  public static ManagedChannel channelTo(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .flowControlWindow(WINDOW_BYTES)
        .usePlaintext()
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow();
    if (!channel.awaitTermination(10, TimeUnit.SECONDS)
        || !server.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not stop within 10 s");
    }
  }
}
