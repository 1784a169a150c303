package nustream.classifier.simulator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import nustream.classifier.maps.MapKey;
import nustream.classifier.maps.MapSource;
import nustream.classifier.maps.MapsUnavailableException;
import nustream.classifier.maps.TaskUniverse;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.physics.recipe.Recipe;
import nustream.lensing.v1.ConvergenceMap;

/**
 * Maps that a map simulator makes and sends: those that this process would make for the same seed
 * and index. Of what was announced a few calls are open ahead. Owned by one thread.
 */
final class StreamedMaps implements MapSource {
  /** Calls open at once: two sources of a training stay below the 8 streams of a simulator. */
  private static final int OPEN = 3;

  private final TaskUniverse universe;
  private final long seed;
  private final RunReader.Caller caller;
  private final Patience patience;
  private final Queue<MapRun> announced = new ArrayDeque<>();
  private final Queue<RunReader> open = new ArrayDeque<>();

  StreamedMaps(TaskUniverse universe, long seed, RunReader.Caller caller, Patience patience) {
    this.universe = universe;
    this.seed = seed;
    this.caller = caller;
    this.patience = patience;
  }

  @Override
  public void announce(List<MapKey> next) {
    open.forEach(RunReader::cancel);
    open.clear();
    announced.clear();
    announced.addAll(MapRun.of(next));
    openAhead();
  }

  @Override
  public void write(double massEv, long index, float[] to, int offset) {
    MapKey wanted = new MapKey(massEv, index);
    if (open.isEmpty() || !open.peek().key().equals(wanted)) {
      announce(List.of(wanted));
    }
    RunReader reader = open.element();
    ConvergenceMap map = reader.next();
    if (reader.over()) {
      open.remove();
      openAhead();
    }
    float[] pixels = checked(map, universe.recipe(massEv, seed, index));
    System.arraycopy(pixels, 0, to, offset, pixels.length);
  }

  private void openAhead() {
    while (open.size() < OPEN && !announced.isEmpty()) {
      open.add(new RunReader(announced.remove(), caller, patience));
    }
  }

  /** The pixels of a map that was made from nothing else than was asked for. */
  private float[] checked(ConvergenceMap map, Recipe wanted) {
    try {
      Recipe found = MapMessages.recipe(map);
      if (!found.equals(wanted)) {
        throw new IllegalArgumentException("it is of " + found + ", not of " + wanted);
      }
      return MapMessages.map(map).pixels();
    } catch (RuntimeException e) {
      throw new MapsUnavailableException(
          "not the wanted map from the map simulator at "
              + caller.address()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
