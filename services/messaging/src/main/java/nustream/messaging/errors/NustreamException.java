package nustream.messaging.errors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A failure with its word from the table. The message is for the caller: it names the field, the
 * offending value and what is allowed, and nothing of our insides.
 */
public final class NustreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Values are quoted up to here, so that a caller's megabyte does not come back in an error or a
   * header.
   */
  private static final int MAX_VALUE_CHARACTERS = 80;

  private final ErrorWord word;
  private final transient Map<String, String> details;

  public NustreamException(ErrorWord word, String message) {
    this(word, message, Map.of(), null);
  }

  public NustreamException(ErrorWord word, String message, Throwable cause) {
    this(word, message, Map.of(), cause);
  }

  private NustreamException(
      ErrorWord word, String message, Map<String, String> details, Throwable cause) {
    super(Objects.requireNonNull(message), cause);
    this.word = Objects.requireNonNull(word);
    this.details = details;
  }

  /**
   * A field that is not as it should be.
   *
   * @param field path of the field, for example "sampling.guidance"
   * @param value what was given
   * @param allowed what is allowed, for example "0 to 10"
   */
  public static NustreamException invalid(String field, Object value, String allowed) {
    return about(ErrorWord.INVALID_FIELD, field, value, allowed);
  }

  /**
   * A failure of this word that one field caused; field, value and what is allowed are also given
   * as details.
   */
  public static NustreamException about(
      ErrorWord word, String field, Object value, String allowed) {
    String quoted = quote(value);
    Map<String, String> details = new LinkedHashMap<>();
    details.put("field", field);
    details.put("value", quoted);
    details.put("allowed", allowed);
    return new NustreamException(
        word, field + " is " + quoted + "; allowed: " + allowed, details, null);
  }

  /** The same failure, its message preceded by what it belongs to, for example "request 'a7'". */
  public NustreamException in(String context) {
    return new NustreamException(word, context + ": " + getMessage(), details, this);
  }

  public ErrorWord word() {
    return word;
  }

  /** "field", "value" and "allowed" where one field caused the failure; empty otherwise. */
  public Map<String, String> details() {
    return details;
  }

  private static String quote(Object value) {
    String text = String.valueOf(value);
    String cut =
        text.length() <= MAX_VALUE_CHARACTERS
            ? text
            : text.substring(0, MAX_VALUE_CHARACTERS) + "... (" + text.length() + " characters)";
    return value instanceof CharSequence ? "'" + cut + "'" : cut;
  }
}
