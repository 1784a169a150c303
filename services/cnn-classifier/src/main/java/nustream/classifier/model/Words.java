package nustream.classifier.model;

import java.util.Map;

/** Settings as they stand in cards and checkpoints. */
public final class Words {
  private Words() {}

  /**
   * A setting that must be there.
   *
   * @throws IllegalArgumentException naming the setting if it is not
   */
  public static String of(Map<String, String> words, String name) {
    String word = words.get(name);
    if (word == null) {
      throw new IllegalArgumentException("setting " + name + " is missing");
    }
    return word;
  }
}
