package nustream.learning.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** Files and folders that appear whole or not at all. */
final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * A new hidden name in this folder. Not one of the JDK's temporary files: those are readable by
   * their owner alone, and a store is read by other users too.
   */
  static Path draftIn(Path folder) {
    return folder.resolve(".draft-" + UUID.randomUUID());
  }

  /** Replaces the file by one with this text. */
  static void write(Path file, String text) throws IOException {
    Path draft = draftIn(file.toAbsolutePath().getParent());
    try {
      Files.writeString(draft, text, CREATE_NEW);
      Files.move(draft, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Moves a folder into place; leaves it where it is when the place is taken already. */
  static void moveFolder(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Renaming onto a folder that holds files fails; which exception says so differs by platform.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Deletes a folder and what is in it; does nothing when there is none. */
  static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
