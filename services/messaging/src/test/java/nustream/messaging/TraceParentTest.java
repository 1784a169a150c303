package nustream.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TraceParentTest {
  /** SHA-256 of "abc" begins ba7816bf 8f01cfea 414140de 5dae2223 (FIPS 180-4). */
  @Test
  void isADigestOfTheNames() {
    assertEquals(
        "00-ba7816bf8f01cfea414140de5dae2223-ba7816bf8f01cfea-01", TraceParent.of("abc", "abc"));
  }

  @Test
  void stepsOfOneWorkShareItsTrace() {
    String first = TraceParent.of("campaign", "campaign/0");
    String second = TraceParent.of("campaign", "campaign/1");
    assertTrue(first.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), first);
    assertEquals(first.substring(0, 35), second.substring(0, 35));
    assertNotEquals(first, second);
  }
}
