package nustream.local.lensing;

import java.nio.file.Path;
import java.util.List;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.OutputPath;
import nustream.local.progress.WorkProgress;
import picocli.CommandLine.Option;

/** Where simulated maps go: files of one map each, or one file of all. */
final class MapTarget {
  private static final String FILE = "--out-file";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for one FITS file per map; made where there is none.")
  Path folder;

  @Option(
      names = FILE,
      paramLabel = "FILE",
      required = true,
      description =
          "One .npz file for all maps: pixels (maps, rows, columns) as 32-bit floats, and the"
              + " recipe.")
  Path file;

  /** Looks whether it can be written. */
  void check() {
    if (file == null) {
      OutputPath.folder("--out", folder);
      return;
    }
    OutputPath.inWritableFolder(FILE, file);
    if (!file.toString().endsWith(".npz")) {
      throw new UserError(FILE + " " + file + ": the name must end in .npz");
    }
  }

  /**
   * Makes the maps 0 to {@code count} - 1 and writes them.
   *
   * @return the files
   */
  List<String> write(MapSeries series, MapMaker maker, int count, Terminal terminal) {
    try (var progress = new WorkProgress(terminal, "maps", count)) {
      if (file == null) {
        return new FitsFolder(folder, maker, progress).write(series, count);
      }
      new MapArrays(file, maker, progress).write(series, count);
      return List.of(file.toString());
    }
  }
}
