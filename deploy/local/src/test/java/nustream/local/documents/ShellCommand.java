package nustream.local.documents;

import java.nio.file.Path;
import java.util.List;

/**
 * One command of a document.
 *
 * @param file of the document, from the root of the repository
 * @param line where it begins, from 1
 * @param folder where a reader is when typing it, from the root of the repository
 * @param words after the shell has read them; what the shell would put in its place stays as it is
 *     written
 */
record ShellCommand(Path file, int line, Path folder, List<String> words) {
  ShellCommand {
    words = List.copyOf(words);
  }

  String program() {
    return words.get(0);
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** Where to look, for a person. */
  String place() {
    return file + ":" + line;
  }

  @Override
  public String toString() {
    return place() + ": " + String.join(" ", words);
  }
}
