package nustream.serving.command;

import java.nio.file.Path;
import nustream.learning.store.ModelStore;
import picocli.CommandLine.Option;

/** Where models are read from and released to. */
public final class StoreOption {
  @Option(
      names = "--store",
      description = "Model store (default: ${DEFAULT-VALUE}).",
      defaultValue = "models")
  private Path folder;

  public Path folder() {
    return folder;
  }

  public ModelStore open() {
    return ModelStore.open(folder);
  }
}
