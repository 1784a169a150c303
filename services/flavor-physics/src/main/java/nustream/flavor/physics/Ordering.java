package nustream.flavor.physics;

/**
 * Order of the light neutrino masses. Columns of the mixing matrix are numbered so that {@code
 * dm2_21 = m2^2 - m1^2 > 0} is always the small splitting.
 */
public enum Ordering {
  /** Normal: m1 &lt; m2 &lt; m3, columns ascending; dm2_3l = dm2_31 &gt; 0. */
  NO(0, 1, 2),
  /**
   * Inverted: m3 &lt; m1 &lt; m2, columns (2nd, 3rd, 1st of the ascending); dm2_3l = dm2_32 &lt; 0.
   */
  IO(1, 2, 0);

  private final int first;
  private final int second;
  private final int third;

  Ordering(int first, int second, int third) {
    this.first = first;
    this.second = second;
    this.third = third;
  }

  /**
   * Place of a column among the ascending masses.
   *
   * @param column 0, 1 or 2 for the columns 1, 2, 3 of the mixing matrix
   * @return 0 for the lightest to 2 for the heaviest
   */
  public int ascending(int column) {
    return switch (column) {
      case 0 -> first;
      case 1 -> second;
      case 2 -> third;
      default -> throw new IllegalArgumentException("column = " + column + ", allowed 0, 1, 2");
    };
  }

  /** Sign of dm2_3l: +1 (NO), -1 (IO). */
  public int sign() {
    return this == NO ? 1 : -1;
  }
}
