package nustream.local.reference;

/** Comments as one line of Markdown. */
final class Javadoc {
  private Javadoc() {}

  /** Without tags and line ends; what follows the first block tag is left out. */
  static String plain(String comment) {
    return comment
        .replaceAll("(?s)\n\\s*@[a-z]+ .*", "")
        .replaceAll("(?s)\\{@code\\s+([^}]*)}", "`$1`")
        .replaceAll("(?s)\\{@link(?:plain)?\\s+([^}]*)}", "`$1`")
        .replaceAll("`[A-Za-z]*#([^`]*)`", "`$1`")
        .replace("<p>", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
