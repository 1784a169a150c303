package nustream.sampler.command;

import nustream.flavor.physics.NufitRelease;
import picocli.CommandLine.Option;

/** The data that candidates are made for, and the seed that they are made with. */
final class DataOptions {
  @Option(
      names = "--release",
      description = "Data release (default: ${DEFAULT-VALUE}).",
      defaultValue = NufitRelease.DEFAULT_NAME)
  private String release;

  @Option(names = "--sampling-seed", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "1")
  private long seed;

  String release() {
    return release;
  }

  long seed() {
    return seed;
  }
}
