package nustream.sampler.model;

import java.util.Locale;

/** What the network sees. */
public enum Variant {
  /**
   * The noisy parameters, the condition, and what the seesaw says about them: the Newton direction
   * towards the condition and its residuals.
   */
  INFORMED,
  /**
   * The noisy parameters and the condition alone: the published method, on scale-free parameters.
   */
  PLAIN;

  /** The word used in commands, cards and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The variant of this word. */
  public static Variant named(String word) {
    for (Variant variant : values()) {
      if (variant.word().equals(word)) {
        return variant;
      }
    }
    throw new IllegalArgumentException("variant '" + word + "', want informed or plain");
  }
}
