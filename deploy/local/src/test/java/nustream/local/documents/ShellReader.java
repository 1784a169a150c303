package nustream.local.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the commands in a block as a shell would: words, quotes, comments, continued lines, pipes,
 * lists, loops, redirections, and commands within commands. No more of the shell than documents
 * need; the syntax itself is checked by bash.
 */
final class ShellReader {
  /** Words before a command. */
  private static final Set<String> BEFORE = Set.of("do", "then", "else", "if", "while", "!");

  private static final Set<String> ALONE = Set.of("done", "fi");

  private final Documents.Block block;
  private final String text;
  private final List<ShellCommand> commands;
  private Path folder;

  private int at;
  private int line;
  private final List<String> words = new ArrayList<>();
  private StringBuilder word;
  private int begin;
  private boolean redirected;

  private ShellReader(
      Documents.Block block, String text, Path folder, List<ShellCommand> commands) {
    this.block = block;
    this.text = text;
    this.folder = folder;
    this.commands = commands;
    this.line = block.line();
  }

  static List<ShellCommand> read(Documents.Block block) {
    var commands = new ArrayList<ShellCommand>();
    new ShellReader(block, block.text(), Path.of(""), commands).read();
    return commands;
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '\\' -> escaped();
        case '\'' -> quoted();
        case '"' -> doubleQuoted();
        case '$' -> dollar(open());
        case ' ', '\t' -> endWord();
        case '#' -> hash();
        case '>', '<' -> redirect();
        case '\n', ';', '|', '&', '(', ')' -> {
          // The & of 2>&1 belongs to the word.
          if (c == '&' && redirected && word == null) {
            open().append(c);
          } else {
            endCommand();
          }
          line += c == '\n' ? 1 : 0;
        }
        default -> open().append(c);
      }
    }
    endCommand();
  }

  private void escaped() {
    char next = at < text.length() ? text.charAt(at++) : '\n';
    if (next == '\n') {
      endWord();
      line++;
    } else {
      open().append(next);
    }
  }

  private void quoted() {
    int end = text.indexOf('\'', at);
    open().append(text, at, end);
    line += lines(text.substring(at, end));
    at = end + 1;
  }

  private void doubleQuoted() {
    StringBuilder inside = open();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '$') {
        dollar(inside);
      } else {
        inside.append(c == '\\' ? text.charAt(at++) : c);
      }
    }
    at++;
  }

  /** A command within the command is read on its own. */
  private void dollar(StringBuilder into) {
    if (at < text.length() && text.charAt(at) == '(') {
      int end = closing(at);
      String inner = text.substring(at + 1, end);
      new ShellReader(new Documents.Block(block.file(), line, inner), inner, folder, commands)
          .read();
      into.append("$(").append(inner).append(')');
      at = end + 1;
    } else {
      into.append('$');
    }
  }

  private int closing(int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException(block.file() + ":" + line + ": $( without its end");
  }

  private void hash() {
    if (word != null) {
      word.append('#');
      return;
    }
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  /** What follows is a file and not a word. */
  private void redirect() {
    if (word != null && word.toString().matches("[0-9]")) {
      word = null;
    }
    endWord();
    redirected = true;
  }

  private StringBuilder open() {
    if (word == null) {
      word = new StringBuilder();
      begin = words.isEmpty() ? line : begin;
    }
    return word;
  }

  private void endWord() {
    if (word == null) {
      return;
    }
    if (redirected) {
      redirected = false;
    } else {
      words.add(word.toString());
    }
    word = null;
  }

  private void endCommand() {
    endWord();
    redirected = false;
    List<String> command = new ArrayList<>(words);
    words.clear();
    while (!command.isEmpty()
        && (BEFORE.contains(command.get(0)) || command.get(0).matches("(?s)[A-Za-z_]+=.*"))) {
      command.remove(0);
    }
    if (command.isEmpty() || command.get(0).equals("for") || ALONE.contains(command.get(0))) {
      return;
    }
    commands.add(new ShellCommand(block.file(), begin, folder, command));
    if (command.get(0).equals("cd") && command.size() == 2) {
      folder = folder.resolve(command.get(1)).normalize();
    }
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}
