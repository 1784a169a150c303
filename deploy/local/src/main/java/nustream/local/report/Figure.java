package nustream.local.report;

/** Something drawn. */
public interface Figure {
  /**
   * The whole figure as SVG.
   *
   * @param description of what it shows, for those who cannot see it
   */
  String svg(String description);
}
