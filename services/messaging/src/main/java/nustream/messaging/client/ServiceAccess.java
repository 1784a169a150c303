package nustream.messaging.client;

import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What a caller needs at a service's edge.
 *
 * @param authority whose certificates are believed; empty for those that Java believes
 * @param token that is sent; empty for none
 */
public record ServiceAccess(Optional<Authority> authority, Optional<BearerToken> token) {
  /** To services that ask for nothing. */
  public static final ServiceAccess NONE = new ServiceAccess(Optional.empty(), Optional.empty());

  /**
   * Channels to a service; nothing is opened before the first call.
   *
   * @throws IllegalArgumentException if the token could be read on the way
   */
  public NettyChannelBuilder channel(ServiceAddress to) {
    if (token.isPresent() && to.exposed()) {
      throw new IllegalArgumentException(
          to + ": a token is only sent over https, or to this machine; want https://" + to);
    }
    NettyChannelBuilder channel = NettyChannelBuilder.forAddress(unbracketed(to.host()), to.port());
    if (!to.tls()) {
      channel.usePlaintext();
    } else if (authority.isPresent()) {
      channel.sslContext(trusting(authority.get()));
    }
    token.ifPresent(known -> channel.intercept(sending(known)));
    return channel;
  }

  private static SslContext trusting(Authority authority) {
    try {
      return GrpcSslContexts.forClient().trustManager(authority.trust()).build();
    } catch (SSLException e) {
      throw new IllegalStateException("every Java platform has TLS for HTTP/2", e);
    }
  }

  private static ClientInterceptor sending(CallCredentials token) {
    return new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(
          MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return next.newCall(method, options.withCallCredentials(token));
      }
    };
  }

  private static String unbracketed(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }
}
