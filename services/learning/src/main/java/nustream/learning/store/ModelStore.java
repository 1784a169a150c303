package nustream.learning.store;

import static nustream.learning.store.ModelRefusedException.Reason.CORRUPT_MODEL;
import static nustream.learning.store.ModelRefusedException.Reason.UNKNOWN_MODEL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of immutable model releases.
 *
 * <pre>
 * root/&lt;name&gt;/&lt;first 12 hexadecimal digits of the digest&gt;/model.bin
 *                                                     card.json
 *           /current      the digest that the name means now
 * </pre>
 *
 * A release appears whole or not at all: it is written to a hidden sibling folder and moved into
 * place, so any number of processes may release and load at once. Safe for use by several threads.
 * Failing file operations throw {@link UncheckedIOException}.
 */
public final class ModelStore {
  static final String MODEL_FILE = "model.bin";
  static final String CARD_FILE = "card.json";
  static final String CURRENT_FILE = "current";

  private static final System.Logger LOG = System.getLogger(ModelStore.class.getName());

  private final Path root;

  private ModelStore(Path root) {
    this.root = root;
  }

  /** The store in this folder, which need not exist before the first release. */
  public static ModelStore open(Path root) {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new IllegalArgumentException("model store '" + root + "' is not a folder");
    }
    return new ModelStore(root.toAbsolutePath().normalize());
  }

  /** The folder of this store. */
  public Path root() {
    return root;
  }

  /**
   * Adds a release and makes it the current one of its name. The same file again adds nothing: the
   * first release's folder and card stay, and become the current ones.
   *
   * @param name the model's name, the same as in the card
   * @param modelFile copied into the store
   * @param card its digest and size are filled in here
   * @throws ModelRefusedException corrupt-model, when a damaged release of this digest is in the
   *     way
   */
  public ModelRelease release(String name, Path modelFile, ModelCard card) {
    if (!card.name().equals(name)) {
      throw new IllegalArgumentException(
          "model name '" + name + "', but its card says '" + card.name() + "'");
    }
    try {
      Path models = Files.createDirectories(root.resolve(name));
      Path draft = Files.createDirectory(AtomicFiles.draftIn(models));
      try {
        Path copy = Files.copy(modelFile, draft.resolve(MODEL_FILE));
        String digest = ModelDigest.of(copy);
        String json = card.withFile(digest, Files.size(copy)).toJson();
        Files.writeString(draft.resolve(CARD_FILE), json);
        Path folder = models.resolve(ModelDigest.shortHex(digest));
        AtomicFiles.moveFolder(draft, folder);
        ModelRelease release = verified(read(folder), digest);
        AtomicFiles.write(models.resolve(CURRENT_FILE), digest + "\n");
        return release;
      } finally {
        AtomicFiles.deleteFolder(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release model '" + name + "' in " + root, e);
    }
  }

  /**
   * Finds a release and checks that its file is what its digest says.
   *
   * @param nameOrDigest a name, which means its current release, or a digest
   * @throws ModelRefusedException unknown-model or corrupt-model
   */
  public ModelRelease load(String nameOrDigest) {
    try {
      if (ModelDigest.isDigest(nameOrDigest)) {
        return verified(read(folderOf(nameOrDigest)), nameOrDigest);
      }
      String digest =
          current(nameOrDigest).orElseThrow(() -> unknown("no model '" + nameOrDigest + "'"));
      Path folder = root.resolve(nameOrDigest).resolve(ModelDigest.shortHex(digest));
      return verified(read(folder), digest);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load model '" + nameOrDigest + "' from " + root, e);
    }
  }

  /**
   * The digest that this name means now; empty when the store has no such model.
   *
   * @throws ModelRefusedException corrupt-model, when the pointer is not a digest
   */
  public Optional<String> current(String name) {
    if (!ModelCard.isName(name)) {
      return Optional.empty();
    }
    Path pointer = root.resolve(name).resolve(CURRENT_FILE);
    if (!Files.isRegularFile(pointer)) {
      return Optional.empty();
    }
    try {
      String digest = Files.readString(pointer).strip();
      if (!ModelDigest.isDigest(digest)) {
        throw corrupt(pointer + " holds '" + digest + "', which is not a digest", null);
      }
      return Optional.of(digest);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + pointer, e);
    }
  }

  /** Names that have a current release, in order. */
  public List<String> names() {
    try {
      return foldersIn(root).stream()
          .filter(models -> Files.isRegularFile(models.resolve(CURRENT_FILE)))
          .map(models -> models.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list models in " + root, e);
    }
  }

  /**
   * Every release, by name and folder. Files are not checked here; a release whose card cannot be
   * read is left out with a warning in the log, and {@link #load} says why.
   */
  public List<ModelRelease> list() {
    List<ModelRelease> releases = new ArrayList<>();
    try {
      for (Path models : foldersIn(root)) {
        for (Path folder : foldersIn(models)) {
          try {
            releases.add(read(folder));
          } catch (ModelRefusedException e) {
            LOG.log(
                System.Logger.Level.WARNING,
                "event=release-skipped folder={0} reason={1}",
                folder,
                e.getMessage());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list models in " + root, e);
    }
    return List.copyOf(releases);
  }

  private Path folderOf(String digest) throws IOException {
    String folderName = ModelDigest.shortHex(digest);
    for (Path models : foldersIn(root)) {
      Path folder = models.resolve(folderName);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    throw unknown("no release " + digest);
  }

  private ModelRelease read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw corrupt("release folder " + folder + " is missing", null);
    }
    String name = folder.getParent().getFileName().toString();
    Path file = folder.resolve(MODEL_FILE);
    ModelCard card;
    try {
      card = ModelCard.fromJson(Files.readString(folder.resolve(CARD_FILE)));
    } catch (IOException e) {
      throw corrupt("cannot read " + folder.resolve(CARD_FILE) + ": " + e, e);
    }
    if (!card.name().equals(name)) {
      throw corrupt("card in " + folder + " is of model '" + card.name() + "'", null);
    }
    if (card.digest().isEmpty()
        || !ModelDigest.shortHex(card.digest()).equals(folder.getFileName().toString())) {
      throw corrupt("card in " + folder + " has digest '" + card.digest() + "'", null);
    }
    return new ModelRelease(name, card.digest(), folder, file, card);
  }

  private static ModelRelease verified(ModelRelease release, String wanted) throws IOException {
    if (!release.digest().equals(wanted)) {
      throw unknown("no release " + wanted + ", " + release.folder() + " is " + release.digest());
    }
    if (!Files.isRegularFile(release.modelFile())) {
      throw corrupt(release.modelFile() + " is missing", null);
    }
    long sizeBytes = Files.size(release.modelFile());
    if (sizeBytes != release.card().sizeBytes()) {
      throw corrupt(
          release.modelFile()
              + " has "
              + sizeBytes
              + " bytes, its card says "
              + release.card().sizeBytes(),
          null);
    }
    String actual = ModelDigest.of(release.modelFile());
    if (!actual.equals(wanted)) {
      throw corrupt(release.modelFile() + " is " + actual + ", its card says " + wanted, null);
    }
    return release;
  }

  private static List<Path> foldersIn(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(child -> Files.isDirectory(child))
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static ModelRefusedException unknown(String message) {
    return new ModelRefusedException(UNKNOWN_MODEL, message);
  }

  private static ModelRefusedException corrupt(String message, Throwable cause) {
    return new ModelRefusedException(CORRUPT_MODEL, message, cause);
  }
}
