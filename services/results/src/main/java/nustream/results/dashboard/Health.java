package nustream.results.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import nustream.messaging.client.TlsFailure;

/** Which services are up and ready, as their health endpoints say. */
@ApplicationScoped
class Health {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Peers peers;
  private final PeerPages pages;
  private final SmallRyeHealthReporter own;

  @Inject
  Health(Peers peers, PeerPages pages, SmallRyeHealthReporter own) {
    this.peers = peers;
    this.pages = pages;
    this.own = own;
  }

  /**
   * A service.
   *
   * @param up whether it answers at all
   * @param ready whether it takes work
   * @param detail the checks that say no, or why there is no answer, or why calls are refused; may
   *     be empty
   */
  record Service(String name, String address, boolean up, boolean ready, String detail) {}

  /** Asks all of them at once; takes two seconds at most. */
  List<Service> now() {
    List<CompletableFuture<Service>> asked = new ArrayList<>();
    for (Peer peer : Peer.values()) {
      asked.add(ask(peer));
    }
    List<Service> services = new ArrayList<>();
    asked.forEach(answer -> services.add(answer.join()));
    services.add(new Service("results", "this one", true, !own.getReadiness().isDown(), ""));
    return services;
  }

  CompletableFuture<Service> ask(Peer peer) {
    return pages
        .get(peer, "/q/health/ready")
        .handle(
            (response, failure) ->
                failure == null ? answered(peer, response) : silent(peer, failure));
  }

  /** Health asks for no token, so what became of the last call tells whether ours is any good. */
  private Service answered(Peer peer, HttpResponse<String> response) {
    boolean ready = response.statusCode() == 200;
    String detail = ready ? peers.refusal(peer).orElse("") : failing(response.body());
    return new Service(peer.service(), peers.address(peer).toString(), true, ready, detail);
  }

  private Service silent(Peer peer, Throwable failure) {
    String detail =
        TlsFailure.of(failure)
            .map(why -> PeerException.distrusted(peer, why))
            .orElse("no answer within " + PeerPages.TIMEOUT.toSeconds() + " s");
    return new Service(peer.service(), peers.address(peer).toString(), false, false, detail);
  }

  private static String failing(String body) {
    try {
      JsonNode checks = JSON.readTree(body).path("checks");
      return StreamSupport.stream(checks.spliterator(), false)
          .filter(check -> check.path("status").asText().equals("DOWN"))
          .map(check -> check.path("name").asText())
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "not ready";
    }
  }
}
