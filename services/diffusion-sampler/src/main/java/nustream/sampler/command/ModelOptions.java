package nustream.sampler.command;

import nustream.learning.store.ModelRelease;
import nustream.serving.command.StoreOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The released model that a command is about. */
final class ModelOptions {
  @Mixin private StoreOption store;

  @Option(
      names = "--model",
      description = "Name or digest (default: ${DEFAULT-VALUE}).",
      defaultValue = "seesaw-informed")
  private String model;

  ModelRelease load() {
    return store.open().load(model);
  }
}
