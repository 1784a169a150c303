package nustream.local.options;

import io.grpc.netty.NettyChannelBuilder;
import java.util.Map;
import nustream.local.UserError;
import nustream.local.grpc.Endpoints;
import nustream.messaging.client.ServiceAccess;
import nustream.messaging.client.ServiceAddress;

/**
 * The services of a cluster that were named.
 *
 * @param addresses by the name of the service
 * @param access what calls need at their edge
 */
record ClusterEndpoints(Map<String, ServiceAddress> addresses, ServiceAccess access)
    implements Endpoints {
  @Override
  public NettyChannelBuilder channel(String service) {
    ServiceAddress address = addresses.get(service);
    if (address == null) {
      throw new UserError(
          "--%s URL is missing: the %s service of the cluster, for example https://%s.example.org:443"
              .formatted(service, service, service));
    }
    try {
      return access.channel(address);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
