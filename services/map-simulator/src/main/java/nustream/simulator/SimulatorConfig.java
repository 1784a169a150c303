package nustream.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the map simulator. */
@ConfigMapping(prefix = "simulator")
public interface SimulatorConfig {
  /**
   * Folder where transfer functions are kept, about 90 kB per cosmology, at most 1000 of them;
   * unset = {@code nustream-transfers} in the system's folder for temporary files. May be shared.
   */
  Optional<Path> transfers();

  /** Threads that make maps; unset = one per core, at most 4. */
  OptionalInt workers();

  /**
   * Requests from Kafka that are worked on at once; each has at most one map per worker waiting.
   */
  @WithDefault("2")
  int requestsAtOnce();

  /** Most maps of one request from Kafka. */
  @WithDefault("256")
  int maxRequestMaps();

  /** Most maps of one gRPC stream. */
  @WithDefault("1000000")
  long maxStreamMaps();

  /**
   * Most bytes of the pixels of a map that travels in a message, 4 per pixel: 256^2 pixels are 256
   * KiB. At most 1 MiB, so that a record stays below the 2 MiB of its topic.
   */
  @WithDefault("262144")
  int inlineLimitBytes();

  /**
   * gRPC streams served at once; one more is answered OVERLOADED. Each has at most one map per
   * worker in work or waiting to be sent: 8 x 2 x 256 KiB = 4 MiB.
   */
  @WithDefault("8")
  int maxStreams();

  /** Spectra and bounds computed or waiting at once; one more is answered OVERLOADED. */
  @WithDefault("16")
  int maxCalculations();

  /** Most pixels per side of a bound: 1024^2 modes are sorted in 9 MiB. */
  @WithDefault("1024")
  int maxBoundPixels();

  /**
   * Work space and amplitudes kept between maps, 40 bytes per pixel of the field and class: 64 MiB
   * are 24 classes of 256^2 pixels.
   */
  @WithDefault("67108864")
  long keptBytes();

  /**
   * Particles per side of the boxes of light cones; the work and the memory grow with the cube. A
   * box that does not fit into the heap is refused with what it needs.
   */
  @WithDefault("128")
  int lightConeParticles();
}
