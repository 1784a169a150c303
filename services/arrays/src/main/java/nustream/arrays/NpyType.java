package nustream.arrays;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the items of an array are, always little-endian.
 *
 * @param kind of item
 * @param itemBytes size of one
 */
public record NpyType(Kind kind, int itemBytes) {
  /** 64-bit IEEE-754. */
  public static final NpyType FLOAT64 = new NpyType(Kind.FLOAT, Double.BYTES);

  /** 32-bit IEEE-754. */
  public static final NpyType FLOAT32 = new NpyType(Kind.FLOAT, Float.BYTES);

  public static final NpyType INT64 = new NpyType(Kind.SIGNED, Long.BYTES);

  public static final NpyType INT32 = new NpyType(Kind.SIGNED, Integer.BYTES);

  /** 64 bits without a sign; Java's long holds the same bits. */
  public static final NpyType UINT64 = new NpyType(Kind.UNSIGNED, Long.BYTES);

  /** NumPy's text holds 32 bits per character. */
  static final int CHARACTER_BYTES = Integer.BYTES;

  private static final Pattern DESCRIPTION = Pattern.compile("<([fiuU])([0-9]{1,9})");

  /** What an item is. */
  public enum Kind {
    FLOAT('f'),
    SIGNED('i'),
    UNSIGNED('u'),
    TEXT('U');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  public NpyType {
    boolean known =
        switch (kind) {
          case FLOAT, SIGNED -> itemBytes == Integer.BYTES || itemBytes == Long.BYTES;
          case UNSIGNED -> itemBytes == Long.BYTES;
          case TEXT -> itemBytes >= CHARACTER_BYTES && itemBytes % CHARACTER_BYTES == 0;
        };
    if (!known) {
      throw new IllegalArgumentException(kind + " items of " + itemBytes + " bytes");
    }
  }

  /** Text of at most so many characters (code points); the shorter are filled with zeros. */
  public static NpyType text(int characters) {
    // NumPy has no text of no length.
    return new NpyType(Kind.TEXT, CHARACTER_BYTES * Math.max(1, characters));
  }

  /** As NumPy writes it, for example {@code <f8}. */
  public String description() {
    return "<" + kind.letter + (kind == Kind.TEXT ? itemBytes / CHARACTER_BYTES : itemBytes);
  }

  /**
   * The type of a description.
   *
   * @throws IllegalArgumentException for one that is not among ours
   */
  static NpyType described(String description) {
    Matcher match = DESCRIPTION.matcher(description);
    if (match.matches()) {
      int size = Integer.parseInt(match.group(2));
      for (Kind kind : Kind.values()) {
        if (kind.letter == match.group(1).charAt(0)) {
          return kind == Kind.TEXT ? text(size) : new NpyType(kind, size);
        }
      }
    }
    throw new IllegalArgumentException(
        "items of type '" + description + "' are not read here: <f8, <f4, <i8, <i4, <u8 or <U");
  }
}
