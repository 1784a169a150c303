package nustream.messaging.grpc;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;

/** A real server on a free loopback port, and a channel to it. */
final class GrpcServer implements AutoCloseable {
  private final Server server;
  final ManagedChannel channel;

  GrpcServer(BindableService service) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(service)
            .build()
            .start();
    channel = LoopbackChannel.to(server.getPort());
  }

  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow();
    if (!channel.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
        || !server.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not stop");
    }
  }
}
