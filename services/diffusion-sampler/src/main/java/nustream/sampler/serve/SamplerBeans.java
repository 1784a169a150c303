package nustream.sampler.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Collection;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.Ordering;
import nustream.learning.store.ModelStore;
import nustream.sampler.SamplerConfig;
import nustream.sampler.command.GeneratorVersion;
import nustream.serving.Capacity;
import nustream.serving.Serving;
import nustream.serving.pool.PoolName;

/** Puts the sampler's part of serving together from configuration. */
@Dependent
public class SamplerBeans {
  static final PoolName NAME = new PoolName("sampler", "blocks");

  /** A block is never split or joined with another. */
  private static final int BATCH = 1;

  @Produces
  @Singleton
  @DefaultBean
  BlockGenerator.Opener opener(ModelStore store) {
    return SeesawBlocks.in(store);
  }

  /** A stream has at most one block per worker under way. */
  @Produces
  @Singleton
  Capacity capacity(SamplerConfig config) {
    int workers = Capacity.workers(config);
    return new Capacity(
        NAME.service(), workers, BATCH, config.queueLimit(), config.maxStreams(), workers);
  }

  @Produces
  @Singleton
  Serving<SeesawModel, BlockOrder, CandidateBlock> serving(
      SamplerConfig config,
      Capacity capacity,
      ModelStore store,
      BlockGenerator.Opener opener,
      MeterRegistry registry) {
    return new Serving<>(
        NAME,
        config,
        capacity,
        store,
        new BlockWork(opener, GeneratorVersion.TEXT, registry),
        registry);
  }

  @Produces
  @Singleton
  SamplingRules rules(
      SamplerConfig config, Serving<SeesawModel, BlockOrder, CandidateBlock> serving) {
    return new SamplingRules(
        new SamplingRules.Defaults(
            config.defaultModel(), config.defaultRelease(), config.maxBlockCount()),
        serving.finder(),
        SamplerBeans::releases);
  }

  void stop(@Disposes Serving<SeesawModel, BlockOrder, CandidateBlock> serving) {
    serving.close();
  }

  private static Collection<String> releases(Ordering ordering) {
    String word = SamplingRules.word(ordering);
    return NufitRelease.all().stream()
        .filter(release -> release.orderings().stream().anyMatch(o -> o.name().equals(word)))
        .map(NufitRelease::name)
        .toList();
  }
}
