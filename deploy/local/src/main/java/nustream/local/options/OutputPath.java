package nustream.local.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nustream.local.UserError;

/** Where a command writes, looked at before the work and not after it. */
public final class OutputPath {
  private OutputPath() {}

  /**
   * The file with its whole path.
   *
   * @param option that it came with
   * @throws UserError when no file can be made there
   */
  public static Path inWritableFolder(String option, Path file) {
    Path path = file.toAbsolutePath();
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new UserError(
          option + " " + file + ": " + folder + " is not a folder that can be written");
    }
    if (Files.isDirectory(path)) {
      throw new UserError(option + " " + file + ": this is a folder; give the name of a file");
    }
    return path;
  }

  /**
   * The folder, made where there is none.
   *
   * @throws UserError when it cannot be made
   */
  public static Path folder(String option, Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserError(option + " " + folder + ": cannot make this folder (" + e + ")", e);
    }
  }
}
