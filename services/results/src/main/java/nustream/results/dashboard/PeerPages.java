package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import nustream.messaging.client.Authority;

/** What the other services say over HTTP to everybody: health and metrics. Thread-safe. */
@ApplicationScoped
class PeerPages {
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Peers peers;
  private final HttpClient http;

  @Inject
  PeerPages(Peers peers) {
    this.peers = peers;
    var client =
        HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1);
    peers.access().authority().map(Authority::context).ifPresent(client::sslContext);
    this.http = client.build();
  }

  /** The page, or why there is none after two seconds at most. */
  CompletableFuture<HttpResponse<String>> get(Peer peer, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(peers.address(peer).page(path))
            .header("Accept", "text/plain, application/json")
            .timeout(TIMEOUT)
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }
}
