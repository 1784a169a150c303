package nustream.classifier.simulator;

import java.util.ArrayList;
import java.util.List;
import nustream.classifier.maps.MapKey;

/**
 * Maps that one call of Simulate can send: consecutive draws of one universe, or of two by turns.
 *
 * @param massesEv of the universes, one or two
 * @param firstIndex of the first map
 * @param maps in all
 */
record MapRun(List<Double> massesEv, long firstIndex, int maps) {
  /** Universes that take turns. */
  private static final int MOST_MASSES = 2;

  /** The maps as few runs, in their order. */
  static List<MapRun> of(List<MapKey> keys) {
    List<MapRun> runs = new ArrayList<>();
    for (int from = 0; from < keys.size(); ) {
      MapRun longest = beginning(keys, from, 1);
      for (int masses = 2; masses <= MOST_MASSES && from + masses <= keys.size(); masses++) {
        MapRun other = beginning(keys, from, masses);
        longest = other.maps() > longest.maps() ? other : longest;
      }
      runs.add(longest);
      from += longest.maps();
    }
    return runs;
  }

  private static MapRun beginning(List<MapKey> keys, int from, int masses) {
    List<Double> cycle = keys.subList(from, from + masses).stream().map(MapKey::massEv).toList();
    MapRun all = new MapRun(cycle, keys.get(from).index(), keys.size() - from);
    int maps = 0;
    while (maps < all.maps() && all.key(maps).equals(keys.get(from + maps))) {
      maps++;
    }
    return new MapRun(cycle, all.firstIndex(), maps);
  }

  /**
   * One of the maps.
   *
   * @param place from 0
   */
  MapKey key(int place) {
    return new MapKey(massesEv.get(place % massesEv.size()), firstIndex + place / massesEv.size());
  }

  /** Number of a map within the series of the universes. */
  long number(int place) {
    return firstIndex * massesEv.size() + place;
  }
}
