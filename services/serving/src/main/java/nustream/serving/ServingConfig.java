package nustream.serving;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings that every service with a pool of workers has, below its own prefix. The service's
 * mapping extends this one; it says the defaults and the arithmetic of what depends on the kind of
 * work.
 */
public interface ServingConfig {
  /** Folder of the model store; unset = {@code models} beside the program. */
  Optional<Path> models();

  /** Model of work that names none. */
  String defaultModel();

  /**
   * Threads that work, each on one core with networks of its own; unset = one per core, at most 2.
   * A worker takes about 150 MiB.
   */
  OptionalInt workers();

  /** Kafka records that wait for a worker, beside those in work. */
  int queueLimit();

  /**
   * How often a Kafka record whose work failed unexpectedly is tried again, before it becomes a
   * dead letter: the worker opens its network anew each time. At 0.2, 0.4 and 0.8 s between them, 3
   * outlast a short lack of memory, and a record that always fails holds its place for 1.4 s.
   */
  @WithDefault("3")
  int retries();

  /** gRPC streams served at once; one more is answered OVERLOADED. */
  int maxStreams();

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
