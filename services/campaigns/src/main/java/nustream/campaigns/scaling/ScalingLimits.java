package nustream.campaigns.scaling;

import java.time.Duration;

/** What the settings may be. */
public final class ScalingLimits {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** More of an average follows no change; more offsets take a start too long. */
  private static final int MOST_AVERAGED = 4096;

  private static final int MOST_MEASURED = 1_000_000;
  private static final int MOST_READ = 65_536;

  private ScalingLimits() {}

  /** {@link IllegalArgumentException} naming a setting, its value and what is allowed. */
  public static void check(ScalingConfig config) {
    between("fresh-for", config.freshFor(), Duration.ZERO, LONGEST);
    between("activity-every", config.activityEvery(), SHORTEST, LONGEST);
    between("heartbeat", config.heartbeat(), SHORTEST, LONGEST);
    between("kafka-timeout", config.kafkaTimeout(), SHORTEST, LONGEST);
    between("max-streams", config.maxStreams(), 1, Integer.MAX_VALUE);
    between("averaged-over", config.averagedOver(), 1, MOST_AVERAGED);
    between("measured-offsets", config.measuredOffsets(), 1, MOST_MEASURED);
    positive("sampler.seconds-per-item", config.sampler().secondsPerItem());
    between("sampler.shipped-steps", config.sampler().shippedSteps(), 1, Integer.MAX_VALUE);
    powerOfTwo("sampler.read-offsets", config.sampler().readOffsets());
    positive("classifier.seconds-per-item", config.classifier().secondsPerItem());
    powerOfTwo("classifier.read-offsets", config.classifier().readOffsets());
    positive("simulator.seconds-per-item", config.simulator().secondsPerItem());
    positive("simulator.lightcone-factor", config.simulator().lightconeFactor());
    powerOfTwo("simulator.read-offsets", config.simulator().readOffsets());
  }

  private static void between(String name, Duration value, Duration least, Duration most) {
    allow(
        name,
        value,
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        least + " to " + most);
  }

  private static void between(String name, int value, int least, int most) {
    allow(name, value, value >= least && value <= most, least + " to " + most);
  }

  private static void positive(String name, double value) {
    allow(name, value, value > 0 && value < Double.POSITIVE_INFINITY, "a finite number above 0");
  }

  private static void powerOfTwo(String name, int value) {
    boolean fine = value >= 1 && value <= MOST_READ && Integer.bitCount(value) == 1;
    allow(name, value, fine, "a power of two up to " + MOST_READ);
  }

  private static void allow(String name, Object value, boolean fine, String allowed) {
    if (!fine) {
      throw new IllegalArgumentException(
          "campaigns.scaling." + name + " is " + value + "; allowed: " + allowed);
    }
  }
}
