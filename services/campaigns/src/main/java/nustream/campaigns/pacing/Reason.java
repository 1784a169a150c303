package nustream.campaigns.pacing;

/**
 * Why a campaign failed or a block was lost.
 *
 * @param word a word of the error table
 * @param sentence what happened, naming the values
 */
public record Reason(String word, String sentence) {
  private static final String SEPARATOR = ": ";

  public Reason {
    if (!word.matches("[A-Z][A-Z_]*")) {
      throw new IllegalArgumentException("reason word '" + word + "', want [A-Z][A-Z_]*");
    }
  }

  /** The inverse of {@link #toString}. */
  public static Reason parse(String text) {
    int at = text.indexOf(SEPARATOR);
    if (at < 0) {
      throw new IllegalArgumentException("reason '" + text + "', want '<word>: <sentence>'");
    }
    return new Reason(text.substring(0, at), text.substring(at + SEPARATOR.length()));
  }

  @Override
  public String toString() {
    return word + SEPARATOR + sentence;
  }
}
