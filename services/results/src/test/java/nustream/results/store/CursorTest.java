package nustream.results.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;

class CursorTest {
  private final Cursor cursor =
      Cursor.start("topic-1")
          .after(new Position(0, 17, 3))
          .after(new Position(3, Long.MAX_VALUE, Integer.MAX_VALUE))
          .after(new Position(0, 18, 0));

  @Test
  void readsWhatItWrote() {
    assertEquals(cursor, Cursor.decode(cursor.encode()));
    assertEquals(Cursor.start("t"), Cursor.decode(Cursor.start("t").encode()));
  }

  @Test
  void coversEveryPartitionUpToItsPlace() {
    assertTrue(cursor.covers(new Position(0, 17, 400)));
    assertTrue(cursor.covers(new Position(0, 18, 0)));
    assertFalse(cursor.covers(new Position(0, 18, 1)));
    assertFalse(cursor.covers(new Position(0, 19, 0)));
    assertFalse(cursor.covers(new Position(1, 0, 0)));
  }

  @Test
  void aPositionBeforeAnOffsetCoversWhatLiesBeforeIt() {
    Cursor before = Cursor.start("t").before(1, 5).before(2, 0);
    assertTrue(before.covers(new Position(1, 4, 999)));
    assertFalse(before.covers(new Position(1, 5, 0)));
    assertFalse(before.covers(new Position(2, 0, 0)));
  }

  @Test
  void refusesWhatNoReplicaGaveOut() {
    String good = cursor.encode();
    String otherLetter = (good.charAt(5) == 'A' ? "B" : "A");
    for (String bad :
        List.of(
            "",
            "x",
            "not base64!",
            good.substring(4),
            good.substring(0, good.length() - 4),
            good.substring(0, 5) + otherLetter + good.substring(6),
            "A".repeat(100_000))) {
      var refused = assertThrows(NustreamException.class, () -> Cursor.decode(bad), bad);
      assertEquals(ErrorWord.INVALID_CURSOR, refused.word());
    }
  }
}
