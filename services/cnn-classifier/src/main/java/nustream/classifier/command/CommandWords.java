package nustream.classifier.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as typed, for the model card. */
final class CommandWords {
  private static final String PROGRAM = "java -jar quarkus-run.jar";

  private CommandWords() {}

  static String of(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of(PROGRAM));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return words.stream()
        .map(word -> word.indexOf(' ') >= 0 && !word.equals(PROGRAM) ? "'" + word + "'" : word)
        .collect(Collectors.joining(" "));
  }
}
