package nustream.campaigns.scaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the scaler that KEDA asks: see SCALING.md. */
@ConfigMapping(prefix = "campaigns.scaling")
public interface ScalingConfig {
  /**
   * Seconds of backlog that one replica may hold where a ScaledObject does not say: twice the time
   * in which a new replica starts, so that it still finds half of what it was started for.
   */
  @WithDefault("60s")
  Duration targetBacklog();

  /** The longest target that a ScaledObject may have: beyond a day nothing would ever scale. */
  @WithDefault("24h")
  Duration maxTargetBacklog();

  /**
   * How old an answer may be: KEDA asks for the metric and the activity one after the other, and
   * several ScaledObjects may ask for the same worker, so one look at Kafka serves all of them.
   */
  @WithDefault("1s")
  Duration freshFor();

  /**
   * How often an activity stream looks for work: what a worker at zero replicas waits for before
   * its start begins, against 30 s with KEDA's polls. Three requests to Kafka each time, and no
   * record read while nothing waits.
   */
  @WithDefault("2s")
  Duration activityEvery();

  /**
   * An activity stream says something at least so often, so that a connection that broke without a
   * word is noticed; below the minute after which load balancers close idle streams.
   */
  @WithDefault("20s")
  Duration heartbeat();

  /** How long Kafka may take for one answer before it is an error. */
  @WithDefault("5s")
  Duration kafkaTimeout();

  /** Streams that may be open: KEDA has two for each ScaledObject. */
  @WithDefault("64")
  int maxStreams();

  /**
   * Newest measurements that a cost is averaged over. A block's time scatters by some 10 % on
   * shared cores, so the mean of 64 is good to 1-2 %; at a block per second and replica a changed
   * cost is learnt within a minute or two.
   */
  @WithDefault("64")
  int averagedOver();

  /**
   * Offsets of each partition of the answers that measurements are taken from, newest first: what a
   * replica reads when it starts, and forgets beyond. 4 partitions x 2048 x about 0.5 KiB = 4 MiB
   * read, and at most 8192 measurements of some 200 bytes, 1.6 MiB, kept. Markers of transactions
   * have offsets too, so it may be half as many records.
   */
  @WithDefault("2048")
  int measuredOffsets();

  /** Diffusion sampler: an item is a candidate. */
  Sampler sampler();

  /** Classifier: an item is a map. */
  Classifier classifier();

  /** Map simulator: an item is a map. It does not measure, so the configured costs stand. */
  Simulator simulator();

  /** Settings of the diffusion sampler's work. */
  interface Sampler {
    /** Consumer group of the sampler, whose committed offsets say what is done. */
    @WithDefault("diffusion-sampler")
    String group();

    /** From the decision to start a replica to its first block; no target may be below. */
    @WithDefault("30s")
    Duration coldStart();

    /** Seconds of one candidate in {@link #shippedSteps} steps until it was measured: 500/s. */
    @WithDefault("0.002")
    double secondsPerItem();

    /** Steps of requests that leave them to the model: those of the shipped one. */
    @WithDefault("80")
    int shippedSteps();

    /**
     * Waiting requests of each partition that are read, counted in offsets; beyond, every so many
     * of them stand for the others. A power of two. 16 x 1024 x 300 bytes = 4.8 MB, each read once.
     */
    @WithDefault("1024")
    int readOffsets();
  }

  /** Settings of the classifier's work. */
  interface Classifier {
    /** Consumer group of the classifier, whose committed offsets say what is done. */
    @WithDefault("cnn-classifier")
    String group();

    /** From the decision to start a replica to its first map; no target may be below. */
    @WithDefault("30s")
    Duration coldStart();

    /** Seconds of one map of 128 x 128 pixels until it was measured: 386/s on one core. */
    @WithDefault("0.0026")
    double secondsPerItem();

    /**
     * Waiting maps of each partition that are read, at most, a power of two: a map is 64 to 256
     * KiB, and only its shape is wanted. 4 x 16 x 64 KiB = 4 MiB at most per look, and the mean
     * cost of a mixture is known to its scatter / 8.
     */
    @WithDefault("16")
    int readOffsets();
  }

  /** Settings of the simulator's work. */
  interface Simulator {
    /** Consumer group of the simulator, whose committed offsets say what is done. */
    @WithDefault("map-simulator")
    String group();

    /** From the decision to start a replica to its first map; no target may be below. */
    @WithDefault("30s")
    Duration coldStart();

    /** Seconds of one Gaussian or lognormal map of 128 x 128 pixels: the spectra once included. */
    @WithDefault("0.01")
    double secondsPerItem();

    /**
     * Gaussian maps that take as long as one light cone of as many pixels: 3 s. A box of 128^3
     * particles takes 40 s of a core; requests of 32 maps, half of each universe, share its 24.
     */
    @WithDefault("300")
    double lightconeFactor();

    /** Waiting requests of each partition that are read, counted in offsets, as of the sampler. */
    @WithDefault("1024")
    int readOffsets();
  }
}
