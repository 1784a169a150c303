package nustream.messaging.edge;

import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeTest {

  @TempDir private Path folder;

  private static EdgeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(EdgeConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(EdgeConfig.class);
  }

  private Path tokens(String lines) throws IOException {
    return Files.writeString(folder.resolve("tokens"), lines);
  }

  private static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(ErrorWord word, Edge edge, String header, Role needed) {
    NustreamException refused =
        assertThrows(NustreamException.class, () -> edge.admit(header, needed, "x"));
    assertEquals(word, refused.word());
  }

  @Test
  void defaultsAndNames() {
    EdgeConfig bare = config(Map.of());
    assertEquals(Optional.empty(), bare.certificate());
    assertEquals(Optional.empty(), bare.key());
    assertEquals(Optional.empty(), bare.tokens());
    assertEquals(Optional.empty(), bare.openBecause());
    assertEquals(Duration.ofSeconds(10), bare.reloadInterval());
    assertEquals(
        Set.of("grpc.health.v1.Health", "externalscaler.ExternalScaler"), bare.withoutToken());
    EdgeConfig given =
        config(
            Map.of(
                "nustream.edge.certificate", "/tls/tls.crt",
                "nustream.edge.key", "/tls/tls.key",
                "nustream.edge.tokens", "/tokens/tokens",
                "nustream.edge.open-because", "mesh",
                "nustream.edge.reload-interval", "1s",
                "nustream.edge.without-token", "a.B"));
    assertEquals(Path.of("/tls/tls.crt"), given.certificate().orElseThrow());
    assertEquals(Path.of("/tls/tls.key"), given.key().orElseThrow());
    assertEquals(Path.of("/tokens/tokens"), given.tokens().orElseThrow());
    assertEquals("mesh", given.openBecause().orElseThrow());
    assertEquals(Duration.ofSeconds(1), given.reloadInterval());
    assertEquals(Set.of("a.B"), given.withoutToken());
  }

  @Test
  void whoOthersCanReachNeedsTlsAndTokensOrAReason() throws IOException {
    Map<String, String> tls =
        Map.of("nustream.edge.certificate", "tls.crt", "nustream.edge.key", "tls.key");
    String file = tokens(Tokens.line("a", "reader", "t")).toString();
    for (String host : new String[] {"0.0.0.0", "192.0.2.1", "::"}) {
      IllegalStateException none =
          assertThrows(IllegalStateException.class, () -> new Edge(config(Map.of()), host));
      assertTrue(none.getMessage().contains("quarkus.http.host is " + host), none.getMessage());
      assertTrue(
          none.getMessage()
              .contains("nustream.edge.certificate and nustream.edge.key, nustream.edge.tokens"),
          none.getMessage());
      assertThrows(IllegalStateException.class, () -> new Edge(config(tls), host));
      assertThrows(
          IllegalStateException.class,
          () -> new Edge(config(Map.of("nustream.edge.tokens", file)), host));
      assertThrows(
          IllegalStateException.class,
          () -> new Edge(config(Map.of("nustream.edge.open-because", "  ")), host));
      new Edge(config(Map.of("nustream.edge.open-because", "mesh")), host).stop();
    }
    for (String host : new String[] {"127.0.0.1", "localhost", "::1"}) {
      assertDoesNotThrow(() -> new Edge(config(Map.of()), host).stop());
    }
    assertThrows(
        IllegalStateException.class,
        () -> new Edge(config(Map.of("nustream.edge.certificate", "tls.crt")), "127.0.0.1"));
  }

  @Test
  void aMissingOrWrongFileOfTokensStopsTheStart() throws IOException {
    IllegalArgumentException missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Edge(config(Map.of("nustream.edge.tokens", "/none")), "127.0.0.1"));
    assertTrue(missing.getMessage().contains("/none"), missing.getMessage());
    String wrong = tokens("alice is the boss").toString();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Edge(config(Map.of("nustream.edge.tokens", wrong)), "127.0.0.1"));
  }

  @Test
  void callersShowTheirTokens() throws IOException {
    String file =
        tokens(Tokens.line("alice", "operator", "aaa") + Tokens.line("bob", "reader", "b:b"))
            .toString();
    Edge edge = new Edge(config(Map.of("nustream.edge.tokens", file)), "127.0.0.1");
    assertTrue(edge.closed());
    assertEquals("alice", edge.admit("Bearer aaa", Role.OPERATOR, "x").name());
    assertEquals("alice", edge.admit("bearer  aaa ", Role.READER, "x").name());
    assertEquals("bob", edge.admit(basic("whoever", "b:b"), Role.READER, "x").name());
    assertRefused(ErrorWord.UNAUTHENTICATED, edge, null, Role.READER);
    assertRefused(ErrorWord.UNAUTHENTICATED, edge, "", Role.READER);
    assertRefused(ErrorWord.UNAUTHENTICATED, edge, "aaa", Role.READER);
    assertRefused(ErrorWord.UNAUTHENTICATED, edge, "Bearer ", Role.READER);
    assertRefused(ErrorWord.UNAUTHENTICATED, edge, "Bearer aab", Role.READER);
    assertRefused(ErrorWord.UNAUTHENTICATED, edge, "Basic ???", Role.READER);
    assertRefused(ErrorWord.UNAUTHENTICATED, edge, "Bearer " + "a".repeat(2000), Role.READER);
    assertRefused(ErrorWord.PERMISSION_DENIED, edge, "Bearer b:b", Role.OPERATOR);
    edge.stop();
  }

  @Test
  void withoutTokensEverybodyIsLetIn() {
    Edge edge = new Edge(config(Map.of()), "127.0.0.1");
    assertFalse(edge.closed());
    assertEquals("", edge.admit(null, Role.ADMIN, "x").name());
    edge.stop();
  }

  @Test
  void theFileIsFollowedAndABrokenOneIsNot() throws IOException {
    Path file = tokens(Tokens.line("alice", "reader", "old"));
    Edge edge =
        new Edge(
            config(
                Map.of(
                    "nustream.edge.tokens",
                    file.toString(),
                    "nustream.edge.reload-interval",
                    "20ms")),
            "127.0.0.1");
    replace(file, "broken");
    replace(file, Tokens.line("alice", "reader", "new"));
    await().until(() -> known(edge, "new"));
    assertFalse(known(edge, "old"));
    replace(file, "broken");
    Files.delete(file);
    await().during(Duration.ofMillis(200)).until(() -> known(edge, "new"));
    edge.stop();
  }

  /** As the kubelet does it: the new file appears at once. */
  private static void replace(Path file, String text) throws IOException {
    Path draft = Files.writeString(file.resolveSibling("draft"), text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean known(Edge edge, String token) {
    try {
      return edge.admit("Bearer " + token, Role.READER, "x").name().equals("alice");
    } catch (NustreamException e) {
      return false;
    }
  }
}
