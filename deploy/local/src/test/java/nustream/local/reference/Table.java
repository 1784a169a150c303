package nustream.local.reference;

import java.util.List;

/** A table of Markdown. */
final class Table {
  private final StringBuilder text = new StringBuilder();

  Table(String... heads) {
    row(List.of(heads));
    text.append("|---".repeat(heads.length)).append("|\n");
  }

  void row(String... cells) {
    row(List.of(cells));
  }

  private void row(List<String> cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(' ')
          .append(cell.replace("|", "\\|").replaceAll("\\s+", " ").strip())
          .append(" |");
    }
    text.append('\n');
  }

  @Override
  public String toString() {
    return text + "\n";
  }

  /** Set as code; empty stays empty. */
  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
