package nustream.local.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nustream.local.Terminal;
import nustream.local.command.NustreamCommand;

/**
 * Runs commands of documents in a folder of their own: what they write is put there, and what they
 * read is found there or in the repository.
 */
public final class Runs {
  /** Where and when a command of a document is run. */
  enum When {
    /** At once, in this process. */
    HERE,
    /** In the end-to-end test, on its running system. */
    ON_SYSTEM,
    /** Not at all: its options are checked, and a reason is given. */
    CHECKED_ONLY
  }

  /** Answers without a running system, within seconds. */
  private static final Set<String> HERE =
      Set.of(
          "completion",
          "flavor exact",
          "flavor observables",
          "lensing bound",
          "lensing distance",
          "lensing linear-power",
          "lensing power-spectrum",
          "lensing simulate");

  /** Answers with a running system, within a second or so. */
  private static final Set<String> ON_SYSTEM =
      Set.of(
          "campaigns export",
          "campaigns list",
          "campaigns show",
          "campaigns watch",
          "dead-letters list",
          "status");

  /** Why the others are not run here. */
  private static final Map<String, String> CHECKED_ONLY =
      Map.ofEntries(
          Map.entry("demo", "is up, generate and run one after the other"),
          Map.entry("up", "the end-to-end test brings a system up on free ports"),
          Map.entry("down", "the end-to-end test takes its system down"),
          Map.entry("campaigns cancel", "tested with the service; would end what others need"),
          Map.entry("dead-letters replay", "the end-to-end test replays letters that it has made"),
          Map.entry("capacity", "needs a cluster; tested in campaigns"),
          Map.entry("trainings cancel", "needs a cluster; tested in campaigns"),
          Map.entry("trainings list", "needs a cluster; tested in campaigns"),
          Map.entry("trainings logs", "needs a cluster; tested in campaigns"),
          Map.entry("trainings show", "needs a cluster; tested in campaigns"),
          Map.entry("trainings start", "needs a cluster; tested in campaigns"),
          Map.entry("report", "the end-to-end test makes one of each kind, and looks into them"),
          Map.entry("flavor generate", "the end-to-end test orders solutions, as many as it needs"),
          Map.entry("lensing run", "the end-to-end test orders maps, as many as it needs"),
          Map.entry("flavor train", "minutes; tested in the sampler"),
          Map.entry("flavor fine-tune", "minutes; tested in the sampler"),
          Map.entry("flavor evaluate", "minutes; tested in the sampler"),
          Map.entry("flavor sample-bench", "measures; a loaded machine gives no figures"),
          Map.entry("flavor filter-bench", "measures; a loaded machine gives no figures"),
          Map.entry("lensing classify", "starts the classifier's engine; tested there"),
          Map.entry("lensing explain", "starts the classifier's engine; tested there"),
          Map.entry("lensing train", "minutes; tested in the classifier"),
          Map.entry("lensing tune", "minutes; tested in the classifier"),
          Map.entry("lensing evaluate", "minutes; tested in the classifier"),
          Map.entry("lensing sweep", "minutes; tested in the classifier"),
          Map.entry("lensing classify-bench", "measures; a loaded machine gives no figures"));

  /** Options that lead to a cluster: whoever has one is not run, but tested beside the options. */
  private static final Set<String> ELSEWHERE = Set.of("--server", "--results", "--broker-config");

  /** Options whose value is written. */
  private static final Set<String> WRITTEN = Set.of("--out", "--out-file", "--fits");

  private final Path folder;

  /**
   * @param folder takes what the commands write
   */
  public Runs(Path folder) {
    this.folder = folder;
  }

  static When when(ShellCommand command) {
    List<String> arguments = command.arguments();
    if (arguments.contains("--help")) {
      return When.HERE;
    }
    if (arguments.stream().anyMatch(ELSEWHERE::contains)) {
      return When.CHECKED_ONLY;
    }
    for (int length = 1; length <= Math.min(2, arguments.size()); length++) {
      String name = String.join(" ", arguments.subList(0, length));
      if (HERE.contains(name)) {
        return When.HERE;
      }
      if (ON_SYSTEM.contains(name)) {
        return When.ON_SYSTEM;
      }
      if (CHECKED_ONLY.containsKey(name)) {
        return When.CHECKED_ONLY;
      }
    }
    throw new IllegalArgumentException(
        command + "\n  say in " + Runs.class.getName() + " when this is run, or why not");
  }

  /** Commands of documents that want a running system. */
  public static List<List<String>> onSystem() throws IOException {
    var all = new ArrayList<List<String>>();
    for (ShellCommand command : nustream()) {
      if (when(command) == When.ON_SYSTEM && !all.contains(command.arguments())) {
        all.add(command.arguments());
      }
    }
    return all;
  }

  /** Calls of the command line in all documents. */
  static List<ShellCommand> nustream() throws IOException {
    return Documents.blocks().stream()
        .flatMap(block -> ShellReader.read(block).stream())
        .filter(command -> command.program().endsWith("nustream"))
        .toList();
  }

  /**
   * Runs a command of the command line.
   *
   * @param arguments as documents have them
   * @param more put after them
   * @throws IllegalStateException with what it said, when it does not end with 0
   */
  public String run(List<String> arguments, String... more) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    Files.createDirectories(folder);
    List<String> words = here(arguments);
    words.addAll(List.of(more));
    int code = NustreamCommand.commandLine(terminal).execute(words.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException(
          words + " ended with " + code + ": " + err.toString(StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> here(List<String> arguments) throws IOException {
    var words = new ArrayList<String>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (i > 0 && WRITTEN.contains(arguments.get(i - 1))) {
        words.add(folder.resolve(word).toString());
      } else if (word.endsWith("/*.fits")) {
        words.addAll(fits(folder.resolve(word).getParent()));
      } else if (word.contains(".") && Files.exists(Documents.ROOT.resolve(word))) {
        words.add(Documents.ROOT.resolve(word).toString());
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static List<String> fits(Path maps) throws IOException {
    try (Stream<Path> files = Files.list(maps)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".fits")).sorted().toList();
    }
  }
}
