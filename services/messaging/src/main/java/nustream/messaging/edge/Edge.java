package nustream.messaging.edge;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import nustream.messaging.client.Loopback;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Decides who may call. A service on loopback without tokens lets everybody in, as everybody there
 * could read its files; one that others can reach does not start unless it has TLS and tokens, or
 * the operator says why not.
 */
@ApplicationScoped
public class Edge {
  private static final Logger LOG = Logger.getLogger(Edge.class);
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  /** Longer than any sensible token, and cheap to digest. */
  private static final int MOST_CHARACTERS = 1024;

  private static final Caller ANYBODY = new Caller("", Role.ADMIN);

  private final Optional<TokenFile> tokens;
  private final Clock clock = Clock.systemUTC();

  /**
   * {@link IllegalStateException} or {@link IllegalArgumentException}: the service must not run.
   */
  @Inject
  public Edge(EdgeConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
    requireClosed(config, host);
    tokens = config.tokens().map(file -> new TokenFile(file, config.reloadInterval()));
    LOG.infof(
        "edge=%s tls=%s tokens=%s",
        host,
        config.certificate().isPresent() ? "on" : "off",
        tokens.map(file -> Integer.toString(file.tokens().size())).orElse("off"));
  }

  /** Before everything else: a service that must not run has not begun anything. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    LOG.debugf("edge=ready tokens=%s", closed());
  }

  @PreDestroy
  void stop() {
    tokens.ifPresent(TokenFile::close);
  }

  /** Whether callers need a token. */
  boolean closed() {
    return tokens.isPresent();
  }

  /**
   * Lets a caller in, or not.
   *
   * @param authorization the header of this name: "Bearer" and the token, or "Basic" with the token
   *     as its password, which is what browsers can send; null when there is none
   * @param needed what is asked for needs this role
   * @throws NustreamException UNAUTHENTICATED or PERMISSION_DENIED
   */
  Caller admit(String authorization, Role needed, String what) {
    if (tokens.isEmpty()) {
      return ANYBODY;
    }
    String token = token(authorization);
    Caller caller =
        tokens
            .get()
            .tokens()
            .find(token, clock.instant())
            .orElseThrow(
                () ->
                    new NustreamException(
                        ErrorWord.UNAUTHENTICATED, "the token is not known, or has run out"));
    if (!caller.role().covers(needed)) {
      throw new NustreamException(
          ErrorWord.PERMISSION_DENIED,
          "%s is %s; allowed to call %s: %s"
              .formatted(caller.name(), word(caller.role()), what, word(needed)));
    }
    return caller;
  }

  private static String token(String authorization) {
    String token = null;
    if (authorization != null && authorization.length() <= MOST_CHARACTERS) {
      if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        token = authorization.substring(BEARER.length()).strip();
      } else if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
        token = password(authorization.substring(BASIC.length()).strip());
      }
    }
    if (token == null || token.isEmpty()) {
      throw new NustreamException(
          ErrorWord.UNAUTHENTICATED, "there is no token; allowed: authorization: Bearer <token>");
    }
    return token;
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int at = pair.indexOf(':');
      return at < 0 ? null : pair.substring(at + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String word(Role role) {
    return role.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static void requireClosed(EdgeConfig config, String host) {
    if (config.certificate().isPresent() != config.key().isPresent()) {
      throw new IllegalStateException(
          "nustream.edge.certificate and nustream.edge.key: one is set without the other");
    }
    boolean safe = config.certificate().isPresent() && config.tokens().isPresent();
    if (safe || Loopback.is(host)) {
      return;
    }
    String missing =
        (config.certificate().isEmpty() ? "nustream.edge.certificate and nustream.edge.key" : "")
            + (config.certificate().isEmpty() && config.tokens().isEmpty() ? ", " : "")
            + (config.tokens().isEmpty() ? "nustream.edge.tokens" : "");
    String reason = config.openBecause().map(String::strip).orElse("");
    if (reason.isEmpty()) {
      throw new IllegalStateException(
          "quarkus.http.host is %s, where others can call this service, and not set: %s. Set them, listen on 127.0.0.1, or say in nustream.edge.open-because why it may be open, for example that a service mesh encrypts and authenticates"
              .formatted(host, missing));
    }
    LOG.warnf("edge=open host=%s without=\"%s\" because=\"%s\"", host, missing, reason);
  }
}
