package nustream.campaigns.scaling.api;

import io.grpc.EquivalentAddressGroup;
import io.grpc.ManagedChannel;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** A channel that gives one call after the other to the next of several servers, as KEDA's does. */
final class RoundRobin {
  private static final String SCHEME = "loopback";

  private RoundRobin() {}

  static ManagedChannel over(int... ports) {
    NameResolverRegistry.getDefaultRegistry().register(new Ports(ports));
    return NettyChannelBuilder.forTarget(SCHEME + ":///scaler")
        .defaultLoadBalancingPolicy("round_robin")
        .usePlaintext()
        .build();
  }

  /** Resolves every name of the scheme to these ports of this machine. */
  private static final class Ports extends NameResolverProvider {
    private final List<EquivalentAddressGroup> addresses;

    Ports(int... ports) {
      addresses =
          Arrays.stream(ports)
              .mapToObj(port -> new InetSocketAddress("127.0.0.1", port))
              .map(EquivalentAddressGroup::new)
              .toList();
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
      return new NameResolver() {
        @Override
        public String getServiceAuthority() {
          return SCHEME;
        }

        @Override
        public void start(Listener2 listener) {
          listener.onResult(ResolutionResult.newBuilder().setAddresses(addresses).build());
        }

        @Override
        public void shutdown() {}
      };
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 5;
    }

    @Override
    public String getDefaultScheme() {
      return SCHEME;
    }
  }
}
