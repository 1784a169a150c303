package nustream.campaigns;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the campaigns service. */
@ConfigMapping(prefix = "campaigns")
public interface CampaignsConfig {
  /** Candidates per block of new campaigns; the sampler takes at most 1000. */
  @WithDefault("500")
  int blockSize();

  /**
   * Blocks that may be issued and not yet counted, over all campaigns; 1 to 128. Two workers have
   * one block each in hand (2) and one each waiting, so that none idles for the way through filter
   * and campaigns (2); two more cover a block that is answered out of turn. 500 candidates at 700
   * per second and worker take 0.7 s, the way back about 0.2 s.
   */
  @WithDefault("6")
  int window();

  /**
   * Work of orders for solutions that may wait beyond the window, in seconds of one worker thread,
   * over all campaigns; 0 s to 24 h. What a scaler has to see before it asks for all replicas: most
   * replicas x target x threads, 4 x 60 s x 2 = 480 s. 0 s where nobody scales: a single worker is
   * busy with the window alone. Costs are measured; before, {@code
   * campaigns.scaling.sampler.seconds-per-item} stands.
   */
  @WithDefault("0s")
  Duration backlog();

  /**
   * Blocks that {@code backlog} may come to, over all campaigns; 1 to 65536. 480 s of a GPU at 20
   * ms per block are 24,000; of some 200 bytes each, 6.5 MB of requests.
   */
  @WithDefault("32768")
  int backlogBlocks();

  /**
   * Maps that may be requested and not yet counted, over all campaigns; 1 to 512. The classifier
   * takes batches of up to 64; two workers with one batch in hand and one queued have all 256, and
   * with it 16 MiB of 128^2 pixels in flight.
   */
  @WithDefault("256")
  int mapsWindow();

  /**
   * Maps of one request; 1 to 256, which is what the simulator takes. At 32 a window is eight
   * requests, so that two simulators share it evenly.
   */
  @WithDefault("32")
  int mapsPerRequest();

  /** Campaigns that may run at once. Each has at least one block, so it may exceed the window. */
  @WithDefault("16")
  int maxRunning();

  /** Ended campaigns that are kept; at about 1 KiB each. */
  @WithDefault("1000")
  int keepEnded();

  /** Largest target of accepted solutions. */
  @WithDefault("10000000")
  long maxTargetAccepted();

  /** Largest budget of candidates, below 2^31 as the cuts count in 32 bits. */
  @WithDefault("1000000000")
  long maxCandidates();

  /**
   * Candidates per accepted solution that an order without a budget may take: it fails below an
   * acceptance of 1 %. At least 20 blocks, so that a small target does not fail by chance.
   */
  @WithDefault("100")
  long candidatesPerAccepted();

  /** Largest number of maps of an order: about 70 GiB of 128^2 pixels pass through Kafka. */
  @WithDefault("1000000")
  long maxMaps();

  /** Most pixels per side of a map: 256^2 floats are the 256 KiB that travel within a record. */
  @WithDefault("256")
  int maxMapPixels();

  /** How long a campaign runs at most when its order does not say. */
  @WithDefault("24h")
  Duration runTime();

  /** The longest run time that an order may have: as long as sample requests are kept. */
  @WithDefault("168h")
  Duration maxRunTime();

  /**
   * How long outstanding blocks may stay without any answer before they are issued again; doubles
   * each time. Far above the time that a restart of sampler or filter takes.
   */
  @WithDefault("5m")
  Duration reissueAfter();

  /**
   * The shortest time between two writes of progress: at most 10 records of about 1 KiB a second
   * and campaign. New blocks go out with it, so it is short against a block's time.
   */
  @WithDefault("100ms")
  Duration flushEvery();

  /** The wait before a new start after Kafka failed. */
  @WithDefault("1s")
  Duration restartAfter();

  /** Calls that may wait for the next write. */
  @WithDefault("256")
  int maxWaitingCalls();

  /** Watch streams that may be open. */
  @WithDefault("1000")
  int maxWatches();

  /** Largest guidance weight of an order. */
  @WithDefault("10")
  double maxGuidance();

  /** Most denoising steps of an order. */
  @WithDefault("500")
  int maxSteps();

  /**
   * Name of the replicas that stand in for each other: consumer group and transactional id. The
   * same for all of them, so that the active one shuts out the one before it.
   */
  @WithDefault("campaigns")
  String group();
}
