package nustream.results.dashboard;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.v1.CreateRequest;
import nustream.messaging.edge.EdgeConfig;
import nustream.messaging.testing.GuardedServer;
import nustream.messaging.testing.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard before services with TLS and tokens, as on a cluster. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PeersTest {
  private static final String MESH = "nustream.edge.open-because";
  @TempDir static Path own;
  @TempDir static Path other;
  @TempDir Path folder;
  private Path token;
  private GuardedServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    TestCertificate.write(own);
    TestCertificate.write(other);
  }

  @BeforeEach
  void serve() throws IOException {
    token = Files.writeString(folder.resolve("token"), GuardedServer.TOKEN + "\n");
    server = new GuardedServer(own, FakePeers.services());
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
  }

  private static Peers with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("nustream.edge.reload-interval", "0s");
    // Far above what a busy machine takes.
    all.put("results.dashboard.call", "60s");
    EdgeConfig edge =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(EdgeConfig.class)
            .withDefaultValues(all)
            .build()
            .getConfigMapping(EdgeConfig.class);
    return new Peers(DashboardConfigTest.with(all), edge);
  }

  private Peers trusting(Path certificate) {
    return with(
        Map.of(
            "results.dashboard.campaigns-address", server.url(),
            "results.dashboard.ca", certificate.resolve("tls.crt").toString(),
            "results.dashboard.token-file", token.toString()));
  }

  private static PeerException refused(Peers peers) {
    return assertThrows(PeerException.class, () -> new CampaignCalls(peers).newest(5));
  }

  private static Health.Service health(Peers peers) {
    return new Health(peers, new PeerPages(peers), null).ask(Peer.CAMPAIGNS).join();
  }

  @Test
  void theRightTokenGetsInAndAWrongOneIsToldUntilItIsReplaced() throws IOException {
    Peers peers = trusting(own);
    try {
      assertFalse(new CampaignCalls(peers).newest(5).isEmpty());

      server.replaceToken("another");
      PeerException wrong = refused(peers);
      assertEquals("UNAUTHENTICATED", wrong.word());
      assertEquals(
          "campaigns refuses the token of the dashboard: the token is not known, or has run out;"
              + " see results.dashboard.token-file",
          wrong.getMessage());
      assertEquals(wrong.getMessage(), peers.refusal(Peer.CAMPAIGNS).orElse(""));
      assertEquals(502, new ApiErrors().refused(wrong).getStatus());

      Files.writeString(token, "another");
      assertFalse(new CampaignCalls(peers).newest(5).isEmpty());
      assertTrue(peers.refusal(Peer.CAMPAIGNS).isEmpty());
    } finally {
      peers.close();
    }
  }

  @Test
  void aTokenOfAReaderMayNotGiveOrders() throws IOException {
    Files.writeString(token, GuardedServer.READER_TOKEN);
    Peers peers = trusting(own);
    try {
      assertFalse(new CampaignCalls(peers).newest(5).isEmpty());
      PeerException denied =
          assertThrows(
              PeerException.class,
              () -> new CampaignCalls(peers).create(CreateRequest.getDefaultInstance()));
      assertTrue(
          denied.getMessage().startsWith("campaigns does not allow it to the dashboard"),
          denied.getMessage());
      assertTrue(peers.refusal(Peer.CAMPAIGNS).isEmpty(), "other calls get through");
    } finally {
      peers.close();
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsToldAtOnce() {
    Peers peers = trusting(other);
    try {
      String told =
          "campaigns is not trusted: its certificate is not signed by whom we trust; see"
              + " results.dashboard.ca";
      PeerException wrong = refused(peers);
      assertEquals(told, wrong.getMessage());
      assertEquals(503, new ApiErrors().refused(wrong).getStatus());
      assertEquals(told, peers.refusal(Peer.CAMPAIGNS).orElse(""));

      // Within two seconds, or it is told that there was no answer.
      Health.Service seen = await().until(() -> health(peers), s -> s.detail().equals(told));
      assertFalse(seen.up() || seen.ready());
      assertEquals(server.url(), seen.address());
    } finally {
      peers.close();
    }
  }

  @Test
  void whatOthersCouldReadIsNotSent() {
    String address = "results.dashboard.filter-address";
    for (Map<String, String> settings :
        List.of(
            Map.of(address, "192.0.2.1:18082"),
            Map.of(address, "http://192.0.2.1:18082", MESH, " "),
            Map.of(
                address,
                "192.0.2.1:18082",
                MESH,
                "mesh",
                "results.dashboard.token-file",
                token.toString()))) {
      var refused = assertThrows(IllegalStateException.class, () -> with(settings));
      assertTrue(refused.getMessage().startsWith(address + " = "), refused.getMessage());
      assertTrue(
          refused.getMessage().contains("Want https://192.0.2.1:18082"), refused.getMessage());
    }
    with(Map.of(address, "192.0.2.1:18082", MESH, "mesh")).close();
    with(Map.of(address, "https://192.0.2.1:18082")).close();
    with(Map.of()).close();
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    for (String setting : List.of("results.dashboard.ca", "results.dashboard.token-file")) {
      var refused =
          assertThrows(
              IllegalArgumentException.class, () -> with(Map.of(setting, "/none/of/these")));
      assertTrue(
          refused.getMessage().startsWith(setting + " = /none/of/these"), refused.getMessage());
    }
  }
}
