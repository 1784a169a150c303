package nustream.lensing.physics.background;

/** How a given sum of neutrino masses is shared between the three mass states. */
public enum MassHierarchy {
  /** Three equal masses. */
  DEGENERATE,
  /** Two light states split by the solar difference, the third heavier. */
  NORMAL,
  /** Two heavy states split by the solar difference, the third lighter. */
  INVERTED
}
