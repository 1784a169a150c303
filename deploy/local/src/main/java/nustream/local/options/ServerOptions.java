package nustream.local.options;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.handler.ssl.SslContext;
import java.io.File;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import nustream.local.UserError;
import picocli.CommandLine.Option;

/** A service that a command is about, when it is not one of the local system. */
public final class ServerOptions {
  private static final String TOKEN = "NUSTREAM_TOKEN";
  private static final String CA = "NUSTREAM_CA";

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:NUSTREAM_SERVER}",
      description =
          "The campaigns service of a cluster, for example https://campaigns.example.org:443"
              + " (default: NUSTREAM_SERVER, else the running local system). NUSTREAM_TOKEN is sent"
              + " as its token; NUSTREAM_CA names a PEM file of certificates to trust.")
  private String url;

  /** Whether a service was named. */
  public boolean given() {
    return url != null && !url.isBlank();
  }

  /** A channel to the service that was named, to be shut down by the caller. */
  public ManagedChannel open() {
    return open(url, System.getenv(TOKEN), System.getenv(CA));
  }

  static ManagedChannel open(String url, String token, String ca) {
    URI uri = uri(url);
    boolean tls = uri.getScheme().equals("https");
    boolean withToken = token != null && !token.isBlank();
    if (withToken && !tls && !loopback(uri.getHost())) {
      throw new UserError(
          "--server " + url + ": " + TOKEN + " is only sent over https, or to this machine");
    }
    NettyChannelBuilder channel =
        NettyChannelBuilder.forAddress(
            uri.getHost(), uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort());
    if (!tls) {
      channel = channel.usePlaintext();
    } else if (ca != null && !ca.isBlank()) {
      channel = channel.sslContext(trusting(ca));
    }
    return withToken ? channel.intercept(bearer(token.strip())).build() : channel.build();
  }

  private static SslContext trusting(String ca) {
    try {
      return GrpcSslContexts.forClient().trustManager(new File(ca)).build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new UserError(CA + "=" + ca + " is no PEM file of certificates: " + e.getMessage(), e);
    }
  }

  private static ClientInterceptor bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static URI uri(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new UserError("--server " + url + ": want https://host:port", e);
    }
    throw new UserError("--server " + url + ": want https://host:port");
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
