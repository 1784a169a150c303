package nustream.sampler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import nustream.serving.ServingConfig;

/** Settings of the diffusion sampler. */
@ConfigMapping(prefix = "sampler")
public interface SamplerConfig extends ServingConfig {
  /** Model of requests that name none. */
  @Override
  @WithDefault("seesaw-informed")
  String defaultModel();

  /** Data release of requests that name none. */
  @WithDefault("NuFIT-6.0-SK")
  String defaultRelease();

  /**
   * Kafka requests that wait for a worker, beside those in work. At about a second per block, 4
   * keep two workers busy over a slow fetch, and a killed replica leaves at most workers + 4 blocks
   * to be done again.
   */
  @Override
  @WithDefault("4")
  int queueLimit();

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
  @Override
  @WithDefault("8")
  int maxStreams();
}
