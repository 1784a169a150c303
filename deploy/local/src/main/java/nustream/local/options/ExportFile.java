package nustream.local.options;

import java.nio.file.Path;
import nustream.local.UserError;
import nustream.results.v1.ExportFormat;

/**
 * A file that solutions or classifications are written to; its name decides the format.
 *
 * @param path the file
 * @param format arrays of NumPy, Parquet or CSV
 */
public record ExportFile(Path path, ExportFormat format) {
  /**
   * @throws UserError when the name has another ending or the folder cannot be written: better now
   *     than after the campaign
   */
  public static ExportFile at(Path file) {
    Path path = OutputPath.inWritableFolder("--out", file);
    String name = path.getFileName().toString();
    if (name.endsWith(".parquet")) {
      return new ExportFile(path, ExportFormat.EXPORT_FORMAT_PARQUET);
    }
    if (name.endsWith(".csv")) {
      return new ExportFile(path, ExportFormat.EXPORT_FORMAT_CSV);
    }
    if (name.endsWith(".npz")) {
      return new ExportFile(path, ExportFormat.EXPORT_FORMAT_NPZ);
    }
    throw new UserError("--out " + file + ": the name must end in .npz, .parquet or .csv");
  }

  /** For example "parquet". */
  public String formatName() {
    return switch (format) {
      case EXPORT_FORMAT_PARQUET -> "parquet";
      case EXPORT_FORMAT_NPZ -> "npz";
      default -> "csv";
    };
  }
}
