package nustream.classifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the classifier. */
@ConfigMapping(prefix = "classifier")
public interface ClassifierConfig {
  /** Folder of the model store; unset = {@code models} beside the program. */
  Optional<Path> models();

  /** Model of maps that name none and that no model was trained on. */
  @WithDefault("nu-cnn-gaussian-z1")
  String defaultModel();

  /**
   * Threads that classify, each on one core with networks of its own; unset = one per core, at most
   * 2. A worker takes about 150 MiB.
   */
  OptionalInt workers();

  /**
   * Maps per native call. A worker takes what waits, up to so many, without waiting for more; a
   * call is always of so many maps, the rest of a smaller batch being empty. With 1 a repeated map
   * gives the same bytes; with more, its last bits may depend on its place in the batch. On a core
   * more than 1 saves some 30 % of the time per map, on a GPU most of it.
   */
  @WithDefault("1")
  int batch();

  /**
   * Kafka maps that wait for a worker, beside those in work. With the largest maps, 2 workers + 32
   * hold 34 x (256 KiB record + 256 KiB pixels) = 17 MiB.
   */
  @WithDefault("32")
  int queueLimit();

  /**
   * How often a Kafka map whose classification failed unexpectedly is tried again, before it
   * becomes a dead letter: the worker opens its network anew each time. At 0.2, 0.4 and 0.8 s
   * between them, 3 outlast a short lack of memory.
   */
  @WithDefault("3")
  int retries();

  /** Most pixels per side of a map: 256 x 256 x 4 bytes = 256 KiB. */
  @WithDefault("256")
  int maxPixels();

  /**
   * gRPC calls of Classify served at once; one more is answered OVERLOADED. With {@link
   * #streamWindow} maps each, of at most 576 KiB: 8 x 8 x 576 KiB = 36 MiB.
   */
  @WithDefault("8")
  int maxStreams();

  /** Maps of a gRPC stream that are taken in before their answers are sent. */
  @WithDefault("8")
  int streamWindow();

  /**
   * Maps that wait to be explained, beside the one in work; one more is answered OVERLOADED. Each
   * takes a second of one core per baseline, or so.
   */
  @WithDefault("4")
  int explainQueueLimit();

  /**
   * Models that one worker keeps open: the current ones and, for a while, those that they replaced.
   * The least recently used is closed first.
   */
  @WithDefault("4")
  int maxOpenModels();

  /** How often the model store is looked at for new releases. */
  @WithDefault("5s")
  Duration reloadInterval();
}
