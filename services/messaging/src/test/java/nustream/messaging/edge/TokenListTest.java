package nustream.messaging.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenListTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @Test
  void aTokenIsFoundByItsDigest() {
    TokenList list =
        TokenList.parse(
            "# people\n\n"
                + Tokens.line("alice", "operator", "alices-token")
                + "  "
                + Tokens.line("bob@x.org", "reader", "bobs-token"));
    assertEquals(2, list.size());
    assertEquals(Optional.of(new Caller("alice", Role.OPERATOR)), list.find("alices-token", NOW));
    assertEquals(Optional.of(new Caller("bob@x.org", Role.READER)), list.find("bobs-token", NOW));
    assertEquals(Optional.empty(), list.find("alices-tokem", NOW));
    assertEquals(Optional.empty(), list.find("", NOW));
    assertEquals(Optional.empty(), list.find(Tokens.digest("alices-token"), NOW));
  }

  @Test
  void aTokenRunsOut() {
    TokenList list =
        TokenList.parse(
            Tokens.line("alice", "admin", "t").strip() + " until 2026-06-01T00:00:00Z\n");
    assertTrue(list.find("t", NOW.minusMillis(1)).isPresent());
    assertFalse(list.find("t", NOW).isPresent());
  }

  @Test
  void theDigestIsThatOfSha256sum() {
    // printf %s test | sha256sum
    TokenList list =
        TokenList.parse(
            "a reader sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    assertTrue(list.find("test", NOW).isPresent());
  }

  @Test
  void aWrongLineIsNamedAndNotShown() {
    assertRefused("line 2 is not <name>", "# x\nalice operator plain-secret\n");
    assertRefused("line 1 is not", "alice owner " + Tokens.digest("t"));
    assertRefused("line 1 is not", "alice operator " + Tokens.digest("t").toUpperCase());
    assertRefused(
        "line 1: until 'tomorrow'", Tokens.line("a", "reader", "t").strip() + " until tomorrow");
    assertRefused("0 tokens, allowed 1 to 1000", "# nobody\n");
    assertRefused("1001 tokens", Tokens.line("a", "reader", "t").repeat(1001));
  }

  private static void assertRefused(String message, String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TokenList.parse(text));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertFalse(refused.getMessage().contains("plain-secret"));
  }

  @Test
  void rolesIncludeThoseBefore() {
    assertTrue(Role.ADMIN.covers(Role.READER) && Role.OPERATOR.covers(Role.OPERATOR));
    assertFalse(Role.READER.covers(Role.OPERATOR) || Role.OPERATOR.covers(Role.ADMIN));
  }

  @Test
  void methodsNeedRoles() {
    assertEquals(Role.READER, Access.needed("nustream.campaigns.v1.Campaigns/Watch"));
    assertEquals(Role.READER, Access.needed("nustream.campaigns.v1.Trainings/Capacity"));
    assertEquals(Role.READER, Access.needed("nustream.results.v1.Results/StreamSolutions"));
    assertEquals(Role.READER, Access.needed("nustream.flavor.v1.Sampler/ListModels"));
    assertEquals(Role.OPERATOR, Access.needed("nustream.campaigns.v1.Campaigns/Create"));
    assertEquals(Role.OPERATOR, Access.needed("nustream.campaigns.v1.Campaigns/Cancel"));
    assertEquals(Role.OPERATOR, Access.needed("nustream.flavor.v1.Sampler/Sample"));
    assertEquals(Role.OPERATOR, Access.needed("nustream.lensing.v1.Classifier/Classify"));
    assertEquals(Role.ADMIN, Access.needed("nustream.campaigns.v1.Trainings/Start"));
    assertEquals(Role.ADMIN, Access.needed("nustream.campaigns.v1.Trainings/Cancel"));
    assertEquals(Role.ADMIN, Access.needed("grpc.reflection.v1.ServerReflection/X"));
  }
}
