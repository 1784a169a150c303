package nustream.sampler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the diffusion sampler. */
@ConfigMapping(prefix = "sampler")
public interface SamplerConfig {
  /** Folder of the model store; unset = {@code models} beside the program. */
  Optional<Path> models();

  /** Model of requests that name none. */
  @WithDefault("seesaw-informed")
  String defaultModel();

  /** Data release of requests that name none. */
  @WithDefault("NuFIT-6.0-SK")
  String defaultRelease();

  /**
   * Threads that generate, each on one core with networks of its own; unset = one per core, at most
   * 2. A worker takes about 150 MiB.
   */
  OptionalInt workers();

  /**
   * Kafka requests that wait for a worker, beside those in work. At about a second per block, 4
   * keep two workers busy over a slow fetch, and a killed replica leaves at most workers + 4 blocks
   * to be done again.
   */
  @WithDefault("4")
  int queueLimit();

  /**
   * How often a Kafka request whose block failed unexpectedly is generated again, before it becomes
   * a dead letter: the worker opens its network anew each time. At 0.2, 0.4 and 0.8 s between them,
   * 3 outlast a short lack of memory, and a request that always fails holds its place for 1.4 s.
   */
  @WithDefault("3")
  int retries();

  /** Candidates per block of a gRPC stream: 500 x 21 x 8 bytes = 82 KiB per message. */
  @WithDefault("500")
  int blockSize();

  /**
   * Most candidates in one block: 1000 x 21 x 8 bytes = 164 KiB, below the 256 KiB of a message.
   */
  @WithDefault("1000")
  int maxBlockCount();

  /** Most candidates in one gRPC stream. */
  @WithDefault("10000000")
  long maxStreamCount();

  /**
   * gRPC streams served at once; one more is answered OVERLOADED. Each has at most one block per
   * worker in work or waiting to be sent: 8 x 2 x 164 KiB = 2.6 MiB.
   */
  @WithDefault("8")
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
