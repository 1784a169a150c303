package nustream.serving.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nustream.learning.store.ModelCard;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as typed, for the model card. */
public final class CommandWords {
  private static final String PROGRAM = "java -jar quarkus-run.jar";

  private CommandWords() {}

  /** The command lines behind a model, with this one as the last. */
  public static List<String> after(ModelCard from, CommandSpec spec) {
    List<String> commands = new ArrayList<>(from.createdBy());
    commands.add(of(spec));
    return commands;
  }

  /** The command line of a command that is being run. */
  public static String of(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of(PROGRAM));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return words.stream()
        .map(word -> word.indexOf(' ') >= 0 && !word.equals(PROGRAM) ? "'" + word + "'" : word)
        .collect(Collectors.joining(" "));
  }
}
