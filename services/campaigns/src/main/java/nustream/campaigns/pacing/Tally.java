package nustream.campaigns.pacing;

/**
 * Candidates judged or maps classified, and how they fared.
 *
 * @param generated candidates judged, or maps classified
 * @param accepted candidates inside every interval, or maps classified rightly; at most {@code
 *     generated}
 * @param rejected candidates that failed each cut; one candidate may fail several
 */
public record Tally(long generated, long accepted, Rejected rejected) {
  public static final Tally NONE = new Tally(0, 0, Rejected.NONE);

  public Tally {
    if (accepted < 0 || accepted > generated) {
      throw new IllegalArgumentException("accepted " + accepted + ", want 0 to " + generated);
    }
  }

  /** This tally and the other one together. */
  public Tally plus(Tally other) {
    return new Tally(
        generated + other.generated, accepted + other.accepted, rejected.plus(other.rejected));
  }

  /** Candidates that failed each of the cuts. */
  public record Rejected(
      long dm2Of21, long dm2Of3l, long s12sq, long s13sq, long s23sq, long notFinite) {
    public static final Rejected NONE = new Rejected(0, 0, 0, 0, 0, 0);

    /** These counts and the other ones together. */
    public Rejected plus(Rejected other) {
      return new Rejected(
          dm2Of21 + other.dm2Of21,
          dm2Of3l + other.dm2Of3l,
          s12sq + other.s12sq,
          s13sq + other.s13sq,
          s23sq + other.s23sq,
          notFinite + other.notFinite);
    }
  }
}
