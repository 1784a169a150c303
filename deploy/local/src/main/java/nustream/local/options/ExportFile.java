package nustream.local.options;

import java.nio.file.Files;
import java.nio.file.Path;
import nustream.local.UserError;
import nustream.results.v1.ExportFormat;

/**
 * A file that solutions are written to; its name decides the format.
 *
 * @param path the file
 * @param format Parquet or CSV
 */
public record ExportFile(Path path, ExportFormat format) {
  /**
   * @throws UserError when the name has another ending or the folder cannot be written: better now
   *     than after the campaign
   */
  public static ExportFile at(Path file) {
    Path path = file.toAbsolutePath();
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new UserError("--out " + file + ": " + folder + " is not a folder that can be written");
    }
    String name = path.getFileName().toString();
    if (name.endsWith(".parquet")) {
      return new ExportFile(path, ExportFormat.EXPORT_FORMAT_PARQUET);
    }
    if (name.endsWith(".csv")) {
      return new ExportFile(path, ExportFormat.EXPORT_FORMAT_CSV);
    }
    throw new UserError("--out " + file + ": the name must end in .parquet or .csv");
  }
}
