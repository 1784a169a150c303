package nustream.classifier.maps;

/**
 * Which map of a task.
 *
 * @param massEv sum of the neutrino masses, eV
 * @param index of the map, see {@link MapSide}; the same for several masses gives the same phases
 *     and noise
 */
public record MapKey(double massEv, long index) {}
