package nustream.sampler.stream;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import nustream.sampler.serve.FakeGenerators;

/** Takes the place of the real networks in booted tests. */
@Dependent
public class FakeGeneratorBeans {
  @Produces
  @Singleton
  FakeGenerators generators() {
    return new FakeGenerators();
  }
}
