package nustream.classifier.maps;

/**
 * What a map may be used for. Maps of all masses with the same seed and index share their phases
 * and their noise, so an index belongs to one side for all masses: the sides are ranges of the
 * index.
 */
public enum MapSide {
  TRAINING,
  VALIDATION,
  TEST;

  /** Maps on each side: more than any training can use. */
  private static final long SIZE = 1L << 48;

  /**
   * Index of the n-th map of this side.
   *
   * @param n 0 to 2^48 - 1
   */
  public long index(long n) {
    if (n < 0 || n >= SIZE) {
      throw new IllegalArgumentException("map = " + n + ", allowed 0 to " + (SIZE - 1));
    }
    return ordinal() * SIZE + n;
  }

  /** The side that an index belongs to. */
  public static MapSide of(long index) {
    if (index < 0 || index >= SIZE * values().length) {
      throw new IllegalArgumentException("index = " + index + " belongs to no side");
    }
    return values()[(int) (index / SIZE)];
  }
}
