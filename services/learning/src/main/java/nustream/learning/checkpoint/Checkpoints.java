package nustream.learning.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of one training in one folder: the newest two, so that a damaged newest one costs
 * the steps since the one before it. For one writing process at a time.
 */
public final class Checkpoints {
  private static final int KEPT = 2;
  // Zero-padded to the digits of the largest step, so that file names sort by step.
  private static final Pattern FILE = Pattern.compile("checkpoint-[0-9]{19}\\.bin");
  private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

  private final Path folder;

  private Checkpoints(Path folder) {
    this.folder = folder;
  }

  /** The checkpoints in this folder, which is created when there is none. */
  public static Checkpoints in(Path folder) throws IOException {
    return new Checkpoints(Files.createDirectories(folder));
  }

  /** Writes a checkpoint and deletes all but the newest two; returns its file. */
  public Path save(Checkpoint checkpoint) throws IOException {
    Path file = folder.resolve(String.format("checkpoint-%019d.bin", checkpoint.step()));
    CheckpointFile.write(file, checkpoint);
    for (Path old : newestFirst().stream().skip(KEPT).toList()) {
      Files.delete(old);
    }
    return file;
  }

  /**
   * The newest checkpoint that can be read; empty when there is none at all. A damaged one is
   * passed over with a warning in the log.
   *
   * @throws CorruptCheckpointException when there are checkpoints and all are damaged
   */
  public Optional<Checkpoint> latest() throws IOException {
    CorruptCheckpointException refused = null;
    for (Path file : newestFirst()) {
      try {
        return Optional.of(read(file));
      } catch (CorruptCheckpointException e) {
        LOG.log(System.Logger.Level.WARNING, "event=checkpoint-refused reason={0}", e.getMessage());
        refused = e;
      }
    }
    if (refused != null) {
      throw refused;
    }
    return Optional.empty();
  }

  /**
   * Reads one checkpoint file.
   *
   * @throws CorruptCheckpointException when it is not what was written
   */
  public static Checkpoint read(Path file) throws IOException {
    return CheckpointFile.read(file);
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }
}
