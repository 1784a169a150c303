package nustream.classifier.maps;

import java.util.function.Supplier;

/** Opens sources of the maps of a task, one per thread that wants maps. Thread-safe. */
public interface MapSources extends Supplier<MapSource>, AutoCloseable {
  /** Frees what all sources share; none may be used afterwards. */
  @Override
  default void close() {}
}
