package nustream.classifier.maps;

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
   */
  void write(double massEv, long index, float[] to, int offset);
}
