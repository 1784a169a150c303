package nustream.classifier.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nustream.classifier.maps.MapKey;
import org.junit.jupiter.api.Test;

class MapRunTest {
  private static MapKey key(double massEv, long index) {
    return new MapKey(massEv, index);
  }

  private static List<MapKey> keys(MapRun run) {
    List<MapKey> keys = new ArrayList<>();
    for (int place = 0; place < run.maps(); place++) {
      keys.add(run.key(place));
    }
    return keys;
  }

  /** Validation: the two maps of a pair after each other. */
  @Test
  void pairsByTurnsAreOneRun() {
    List<MapKey> pairs = List.of(key(0, 7), key(0.1, 7), key(0, 8), key(0.1, 8), key(0, 9));
    assertEquals(List.of(new MapRun(List.of(0.0, 0.1), 7, 5)), MapRun.of(pairs));
    assertEquals(15, MapRun.of(pairs).get(0).number(1));
  }

  /** A batch: first all massless, then all massive, then single maps of drawn masses. */
  @Test
  void aBatchIsARunPerClassAndSingleMaps() {
    List<MapKey> batch =
        List.of(
            key(0, 4),
            key(0, 5),
            key(0, 6),
            key(0.1, 4),
            key(0.1, 5),
            key(0.1, 6),
            key(0.3, 90),
            key(0.3, 91),
            key(0.2, 92));
    List<MapRun> runs = MapRun.of(batch);
    assertEquals(
        List.of(
            new MapRun(List.of(0.0), 4, 3),
            new MapRun(List.of(0.1), 4, 3),
            new MapRun(List.of(0.3), 90, 2),
            new MapRun(List.of(0.2), 92, 1)),
        runs);
  }

  @Test
  void runsHoldTheMapsInTheirOrder() {
    List<MapKey> any =
        List.of(key(0, 3), key(0, 1), key(0.1, 1), key(0, 2), key(0.2, 2), key(0.2, 3), key(0, 3));
    List<MapKey> found = MapRun.of(any).stream().flatMap(run -> keys(run).stream()).toList();
    assertEquals(any, found);
    assertEquals(List.of(), MapRun.of(List.of()));
  }
}
