package nustream.messaging.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Who may call a service, and whether others can listen. */
@ConfigMapping(prefix = "nustream.edge")
public interface EdgeConfig {
  /**
   * PEM file with the service's certificate and its chain. With it and {@link #key} the port of the
   * service speaks TLS only, health and metrics included.
   */
  Optional<Path> certificate();

  /** PEM file with the private key of the certificate. */
  Optional<Path> key();

  /**
   * File of tokens; see {@link TokenList}. With it every call needs a token whose role allows it,
   * but for health, metrics and the {@link #withoutToken} services.
   */
  Optional<Path> tokens();

  /** How often the file of tokens is looked at. Certificates are looked at every 30 s. */
  @WithDefault("10s")
  Duration reloadInterval();

  /**
   * gRPC services that answer callers without a token. Neither kubelet nor KEDA can send one; what
   * KEDA reads is the backlog, a few numbers that say nothing of the work itself, and network
   * policies keep others away from it.
   */
  @WithDefault("grpc.health.v1.Health,externalscaler.ExternalScaler")
  Set<String> withoutToken();

  /**
   * Why the service may be reachable from elsewhere without TLS or without tokens, for example "the
   * service mesh encrypts and authenticates". Unset, a service that listens on any address but
   * loopback needs both, and does not start without them.
   */
  Optional<String> openBecause();
}
