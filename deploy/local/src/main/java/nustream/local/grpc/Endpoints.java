package nustream.local.grpc;

import io.grpc.netty.NettyChannelBuilder;

/** Where the services of a system listen, and what calls need there. */
public interface Endpoints {
  /**
   * Channels to a service.
   *
   * @param service its name in the table of services
   * @throws nustream.local.UserError when the system has no such service, or it was not named
   */
  NettyChannelBuilder channel(String service);
}
