package nustream.lensing.physics.field;

/**
 * Bins in multipole, evenly spaced in ln l; only modes of a map's grid fall into them.
 *
 * @param first lower edge, positive
 * @param last upper edge, above the first
 * @param count number of bins, 1 to 1000
 */
public record MultipoleBins(double first, double last, int count) {
  public MultipoleBins {
    if (!(first > 0 && last > first && last < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "multipole bins from " + first + " to " + last + " are not allowed: 0 < first < last");
    }
    if (count < 1 || count > 1000) {
      throw new IllegalArgumentException(
          "number of bins = " + count + " is not allowed: from 1 to 1000");
    }
  }

  /** Bin of a multipole, or -1 if it is in none. */
  public int binOf(double multipole) {
    if (!(multipole >= first && multipole < last)) {
      return -1;
    }
    int bin = (int) (count * Math.log(multipole / first) / Math.log(last / first));
    return Math.min(bin, count - 1);
  }
}
