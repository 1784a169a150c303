package nustream.messaging.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import nustream.flavor.v1.Ordering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FieldChecksTest {
  @Test
  void whatIsAllowedComesBack() {
    assertEquals("run-7", FieldChecks.id("id", "run-7"));
    assertEquals(1000, FieldChecks.inRange("count", 1000, 1, 1000));
    assertEquals(0.5, FieldChecks.inRange("guidance", 0.5, 0, 10));
    assertEquals(-2.5, FieldChecks.finite("x", -2.5));
    assertEquals(Double.MIN_VALUE, FieldChecks.positive("mass", Double.MIN_VALUE));
    assertEquals("a", FieldChecks.oneOf("x", "a", Set.of("a")));
    assertEquals(
        Ordering.ORDERING_INVERTED, FieldChecks.chosen("ordering", Ordering.ORDERING_INVERTED));
    String digest = "sha256:" + "0a".repeat(32);
    assertEquals(digest, FieldChecks.digest("digest", digest));
  }

  @Test
  void aRefusalNamesFieldValueAndWhatIsAllowed() {
    assertRefused("id is 'A b'; allowed: 1 to 64", () -> FieldChecks.id("id", "A b"));
    assertRefused("id is ''", () -> FieldChecks.id("id", ""));
    assertRefused("count is 0; allowed: 1 to 9", () -> FieldChecks.inRange("count", 0, 1, 9));
    assertRefused(
        "guidance is NaN; allowed: 0.0 to 10.0",
        () -> FieldChecks.inRange("guidance", Double.NaN, 0, 10));
    assertRefused(
        "x is Infinity; allowed: a finite number",
        () -> FieldChecks.finite("x", Double.POSITIVE_INFINITY));
    assertRefused("mass is 0.0", () -> FieldChecks.positive("mass", 0.0));
    assertRefused("mass is Infinity", () -> FieldChecks.positive("mass", 1 / 0.0));
    assertRefused("length of y is 17; allowed: 18", () -> FieldChecks.length("y", 17, 18));
    assertRefused(
        "ordering is ORDERING_UNSPECIFIED; allowed: one of [ORDERING_NORMAL, ORDERING_INVERTED]",
        () -> FieldChecks.chosen("ordering", Ordering.ORDERING_UNSPECIFIED));
    assertRefused(
        "ordering is UNRECOGNIZED", () -> FieldChecks.chosen("ordering", Ordering.UNRECOGNIZED));
    assertRefused("digest is 'sha256:zz'", () -> FieldChecks.digest("digest", "sha256:zz"));
  }

  @Test
  void aLongValueIsCutInTheMessage() {
    var e = NustreamException.invalid("id", "y".repeat(1_000_000), "less");
    assertTrue(e.getMessage().length() < 200, e::getMessage);
    assertTrue(e.getMessage().contains("(1000000 characters)"), e::getMessage);
    assertEquals("id", e.details().get("field"));
    assertEquals("less", e.details().get("allowed"));
  }

  @Test
  void theUnexpectedIsToldWithoutItsInsides() {
    Failure failure = Failure.of(new IllegalStateException("password=secret"));
    assertEquals(ErrorWord.INTERNAL, failure.word());
    assertTrue(failure.message().startsWith("internal error, incident "), failure::message);
    assertEquals(Map.of(), failure.details());
  }

  private static void assertRefused(String start, Executable check) {
    var e = assertThrows(NustreamException.class, check);
    assertEquals(ErrorWord.INVALID_FIELD, e.word());
    assertTrue(e.getMessage().startsWith(start), e::getMessage);
  }
}
