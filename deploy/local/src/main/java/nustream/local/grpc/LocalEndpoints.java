package nustream.local.grpc;

import io.grpc.netty.NettyChannelBuilder;
import nustream.local.UserError;
import nustream.local.home.SystemState;
import nustream.local.supervisor.PortPlan;

/**
 * The services of a running local system, which ask for nothing.
 *
 * @param system as its supervisor has written it down
 */
public record LocalEndpoints(SystemState system) implements Endpoints {
  @Override
  public NettyChannelBuilder channel(String service) {
    int port =
        system
            .service(service)
            .orElseThrow(() -> new UserError("the running system has no service " + service))
            .port();
    return NettyChannelBuilder.forAddress(PortPlan.LOOPBACK, port).usePlaintext();
  }
}
