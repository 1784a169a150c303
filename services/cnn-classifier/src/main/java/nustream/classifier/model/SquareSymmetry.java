package nustream.classifier.model;

/**
 * The eight symmetries of the square: four rotations, each with and without a reflection. Maps look
 * as likely after any of them.
 */
public enum SquareSymmetry {
  IDENTITY(false, false, false),
  FLIP_ROWS(true, false, false),
  FLIP_COLUMNS(false, true, false),
  HALF_TURN(true, true, false),
  TRANSPOSE(false, false, true),
  QUARTER_TURN(true, false, true),
  THREE_QUARTER_TURN(false, true, true),
  ANTITRANSPOSE(true, true, true);

  private final boolean flipRows;
  private final boolean flipColumns;
  private final boolean transpose;

  SquareSymmetry(boolean flipRows, boolean flipColumns, boolean transpose) {
    this.flipRows = flipRows;
    this.flipColumns = flipColumns;
    this.transpose = transpose;
  }

  /**
   * Writes the transformed map.
   *
   * @param from side x side numbers at an offset
   * @param to where they go, at an offset of its own; another array
   */
  public void apply(float[] from, int fromOffset, int side, float[] to, int toOffset) {
    for (int i = 0; i < side; i++) {
      int row = flipRows ? side - 1 - i : i;
      for (int j = 0; j < side; j++) {
        int column = flipColumns ? side - 1 - j : j;
        int source = transpose ? column * side + row : row * side + column;
        to[toOffset + i * side + j] = from[fromOffset + source];
      }
    }
  }
}
