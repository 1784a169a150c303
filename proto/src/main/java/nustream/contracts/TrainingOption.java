package nustream.contracts;

import java.util.regex.Pattern;

/**
 * One row of the table of what a training may be told: an option of a command of a service.
 *
 * @param service folder of the service, for example "diffusion-sampler"
 * @param command its command, for example "train"
 * @param name of the option, without dashes
 * @param type of its value
 * @param least of a number
 * @param most of a number
 * @param text whole form of a text
 */
public record TrainingOption(
    String service,
    String command,
    String name,
    Type type,
    double least,
    double most,
    Pattern text) {

  /** What an option takes. */
  public enum Type {
    /** A whole number. */
    INTEGER,
    /** Any number. */
    NUMBER,
    /** A word. */
    TEXT,
    /** Nothing. */
    FLAG
  }

  /** Whether a number is in the limits; NaN is not. */
  public boolean allows(double number) {
    return number >= least && number <= most;
  }

  /** Whether a text has the form. */
  public boolean allows(String word) {
    return text.matcher(word).matches();
  }

  /** What is allowed, in words. */
  public String allowed() {
    return switch (type) {
      case INTEGER -> "an integer, %.0f to %.0f".formatted(least, most);
      case NUMBER -> "a number, " + least + " to " + most;
      case TEXT -> "a text of the form " + text;
      case FLAG -> "a flag";
    };
  }
}
