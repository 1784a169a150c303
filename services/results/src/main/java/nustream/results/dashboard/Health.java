package nustream.results.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which services are up and ready, as their health endpoints say. */
@ApplicationScoped
class Health {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Peers peers;
  private final SmallRyeHealthReporter own;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();

  @Inject
  Health(Peers peers, SmallRyeHealthReporter own) {
    this.peers = peers;
    this.own = own;
  }

  /**
   * A service.
   *
   * @param up whether it answers at all
   * @param ready whether it takes work
   * @param detail the checks that say no, or why there is no answer; may be empty
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

  private CompletableFuture<Service> ask(Peer peer) {
    String address = peers.address(peer);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/q/health/ready"))
            .timeout(TIMEOUT)
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .handle(
            (response, failure) ->
                failure == null
                    ? new Service(
                        peer.service(),
                        address,
                        true,
                        response.statusCode() == 200,
                        response.statusCode() == 200 ? "" : failing(response.body()))
                    : new Service(peer.service(), address, false, false, "no answer within 2 s"));
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
