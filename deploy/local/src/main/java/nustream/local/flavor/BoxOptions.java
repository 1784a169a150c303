package nustream.local.flavor;

import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.Ordering;
import picocli.CommandLine.Option;

/** The 3-sigma intervals that a command is about: a data release and the order of the masses. */
final class BoxOptions {
  @Option(
      names = "--release",
      defaultValue = NufitRelease.DEFAULT_NAME,
      description = "Data release whose 3-sigma intervals decide (default: ${DEFAULT-VALUE}).")
  String release;

  @Option(
      names = "--ordering",
      defaultValue = "NO",
      description =
          "Order of the light masses: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Ordering ordering;

  /**
   * @throws IllegalArgumentException naming the releases, if there is none of this name
   */
  NufitTable table() {
    return NufitRelease.named(release).table(ordering);
  }
}
