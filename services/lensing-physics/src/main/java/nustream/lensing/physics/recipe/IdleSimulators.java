package nustream.lensing.physics.recipe;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.field.Observation;

/**
 * Simulators that no thread uses at the moment, the least recently used dropped first. Thread-safe;
 * who takes one owns it until giving it back.
 */
final class IdleSimulators {
  /** Arrays of doubles of the size of the field that a simulator holds at most. */
  private static final int ARRAYS = 5;

  private record Idle(MapMaker.SetUp setUp, MapSimulator simulator, long bytes) {}

  private final long mostBytes;
  private final ArrayDeque<Idle> idle = new ArrayDeque<>();
  private long bytes;

  IdleSimulators(long mostBytes) {
    if (mostBytes < 0) {
      throw new IllegalArgumentException(
          "kept bytes = " + mostBytes + " is not allowed: at least 0");
    }
    this.mostBytes = mostBytes;
  }

  synchronized Optional<MapSimulator> take(MapMaker.SetUp setUp) {
    // Few, since each has megabytes: a walk is nothing beside a map.
    for (Iterator<Idle> all = idle.descendingIterator(); all.hasNext(); ) {
      Idle one = all.next();
      if (one.setUp().equals(setUp)) {
        all.remove();
        bytes -= one.bytes();
        return Optional.of(one.simulator());
      }
    }
    return Optional.empty();
  }

  synchronized void giveBack(MapMaker.SetUp setUp, MapSimulator simulator) {
    Idle one = new Idle(setUp, simulator, bytesOf(setUp.observation()));
    idle.addLast(one);
    bytes += one.bytes();
    while (bytes > mostBytes) {
      bytes -= idle.removeFirst().bytes();
    }
  }

  static long bytesOf(Observation observation) {
    MapGeometry field = observation.geometry().enlarged(observation.margin());
    return (long) ARRAYS * Double.BYTES * field.size();
  }
}
