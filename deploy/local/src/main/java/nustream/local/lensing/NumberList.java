package nustream.local.lensing;

import java.util.Arrays;
import nustream.local.UserError;

/** Numbers separated by commas, as an option takes them. */
final class NumberList {
  private static final int MOST = 10_000;

  private NumberList() {}

  /**
   * The numbers, each within a closed interval.
   *
   * @param option that they came with, for the message
   */
  static double[] parse(String option, String text, double least, double most) {
    String[] words = text.split(",", -1);
    if (words.length > MOST) {
      throw new UserError(
          option + ": " + words.length + " numbers, at most " + MOST + " are allowed");
    }
    return Arrays.stream(words).mapToDouble(word -> number(option, word, least, most)).toArray();
  }

  private static double number(String option, String word, double least, double most) {
    double value;
    try {
      value = Double.parseDouble(word.strip());
    } catch (NumberFormatException e) {
      throw new UserError(
          option + ": '" + word.strip() + "' is not a number; give numbers separated by commas", e);
    }
    if (!(value >= least && value <= most)) {
      throw new UserError(
          option + ": " + word.strip() + " is not allowed: from " + least + " to " + most);
    }
    return value;
  }
}
