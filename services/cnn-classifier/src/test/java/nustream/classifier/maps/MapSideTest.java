package nustream.classifier.maps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MapSideTest {
  @Test
  void everyIndexBelongsToTheSideThatGaveIt() {
    for (MapSide side : MapSide.values()) {
      for (long n : new long[] {0, 1, 1L << 20, (1L << 48) - 1}) {
        assertEquals(side, MapSide.of(side.index(n)));
      }
      assertThrows(IllegalArgumentException.class, () -> side.index(1L << 48));
      assertThrows(IllegalArgumentException.class, () -> side.index(-1));
    }
    assertThrows(IllegalArgumentException.class, () -> MapSide.of(-1));
  }
}
