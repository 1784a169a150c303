package nustream.simulator.making;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.SimulatedLightCones;
import nustream.lensing.physics.recipe.Spectra;
import nustream.messaging.drain.Drain;
import nustream.simulator.SimulatorConfig;

/** Puts the parts together from configuration, and stops them. */
@Dependent
public class MakingBeans {
  /** Beyond, a second replica is the better use of a machine. */
  private static final int MOST_DEFAULT_WORKERS = 4;

  @Produces
  @Singleton
  SimulatorMetrics metrics(MeterRegistry registry) {
    return new SimulatorMetrics(registry);
  }

  @Produces
  @Singleton
  Capacity capacity(SimulatorConfig config) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Capacity(
        config.workers().orElse(Math.min(cores, MOST_DEFAULT_WORKERS)),
        config.requestsAtOnce(),
        config.maxStreams(),
        config.maxCalculations());
  }

  @Produces
  @Singleton
  Spectra spectra(SimulatorConfig config, Capacity capacity) {
    Path folder =
        config
            .transfers()
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "nustream-transfers"));
    return Spectra.cachedIn(folder, capacity.workers());
  }

  @Produces
  @Singleton
  MapMaker maker(SimulatorConfig config, Spectra spectra, Capacity capacity) {
    var lightCones =
        new SimulatedLightCones(spectra::linear, config.lightConeParticles(), capacity.workers());
    return new MapMaker(spectra, lightCones, config.keptBytes());
  }

  @Produces
  @Singleton
  Workers workers(Capacity capacity, SimulatorMetrics metrics, Spectra spectra) {
    return new Workers(capacity, metrics, spectra::computed);
  }

  @Produces
  @Singleton
  MapFactory factory(MapMaker maker, Workers workers) {
    return new MapFactory(maker, workers);
  }

  @Produces
  @Singleton
  OrderRules rules(SimulatorConfig config, MapMaker maker) {
    return new OrderRules(
        maker,
        new OrderRules.Limits(
            config.maxRequestMaps(), config.maxStreamMaps(), config.inlineLimitBytes()));
  }

  @Produces
  @Singleton
  Calculations calculations(SimulatorConfig config, Spectra spectra, Workers workers) {
    return new Calculations(spectra, workers, config.maxCalculations(), config.maxBoundPixels());
  }

  void start(@Observes StartupEvent event, Workers workers, OrderRules rules, Drain drain) {
    // Only maps in work are finished; those that wait are as well made by another replica.
    drain.onStop(workers::drain);
  }

  void stop(@Disposes Workers workers) {
    workers.close();
  }
}
