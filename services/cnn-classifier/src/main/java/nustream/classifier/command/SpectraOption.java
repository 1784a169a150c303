package nustream.classifier.command;

import java.nio.file.Path;
import nustream.lensing.physics.recipe.Spectra;
import picocli.CommandLine.Option;

/** Where solved cosmologies are kept. */
final class SpectraOption {
  @Option(
      names = "--cache",
      description = "Folder where solved cosmologies are kept (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:user.home}/.cache/nustream/transfers")
  private Path folder;

  Spectra open() {
    return Spectra.cachedIn(folder, Runtime.getRuntime().availableProcessors());
  }
}
