package nustream.sampler.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import nustream.sampler.model.GenerationTiming;

/** The compute seconds of the blocks that were made, once more by network, physics and copying. */
final class GenerationMetrics {
  private static final String PREFIX = "nustream.sampler.";

  private final Timer network;
  private final Timer physics;
  private final Timer copying;

  /** Registers the meters here. */
  GenerationMetrics(MeterRegistry registry) {
    this.network = registry.timer(PREFIX + "network.seconds");
    this.physics = registry.timer(PREFIX + "physics.seconds");
    this.copying = registry.timer(PREFIX + "copying.seconds");
  }

  void generated(GenerationTiming timing) {
    network.record(timing.networkNanos(), TimeUnit.NANOSECONDS);
    physics.record(timing.physicsNanos(), TimeUnit.NANOSECONDS);
    copying.record(timing.copyingNanos(), TimeUnit.NANOSECONDS);
  }
}
