package nustream.messaging.testing;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;

/** Channels to a server on this machine whose buffers have a known size. */
public final class LoopbackChannel {
  /**
   * HTTP/2 window: what may come before it is taken, over all calls of the channel. Without it
   * grpc-java widens its window up to 8 MiB, and a whole stream fits in.
   */
  public static final int WINDOW_BYTES = 256 * 1024;

  private LoopbackChannel() {}

  /** A channel of its own, to be shut down by the caller. */
  public static ManagedChannel to(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .flowControlWindow(WINDOW_BYTES)
        .usePlaintext()
        .build();
  }
}
