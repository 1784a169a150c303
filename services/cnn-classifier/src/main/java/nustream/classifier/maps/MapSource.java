package nustream.classifier.maps;

import java.util.List;

/** Makes the maps of a task. Owned by one thread. */
public interface MapSource {
  /**
   * Writes one map.
   *
   * @param massEv sum of the neutrino masses, eV
   * @param index of the map, see {@link MapSide}; the same for several masses gives the same phases
   *     and noise
   * @param to where its pixels go, row by row
   * @param offset of the first pixel
   * @throws MapsUnavailableException if the map has to come from elsewhere and does not
   */
  void write(double massEv, long index, float[] to, int offset);

  /**
   * Says which maps will be asked for next, in this order, so that a source elsewhere can have them
   * on their way. Replaces what was said before; what is then asked for may differ.
   */
  default void announce(List<MapKey> next) {}
}
