package nustream.lensing.physics.field;

/** The statistics of a simulated field. */
public enum FieldKind {
  /** Independent normal modes. */
  GAUSSIAN,
  /** Exponential of a Gaussian field, shifted, with the same power spectrum. */
  LOGNORMAL
}
