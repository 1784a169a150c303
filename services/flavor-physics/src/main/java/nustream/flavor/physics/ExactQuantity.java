package nustream.flavor.physics;

/** What the exact sampler summarises. */
public enum ExactQuantity {
  /** Lightest neutrino mass, eV. */
  M_LIGHTEST("m_lightest_eV"),
  /** Sum of the light masses, eV. */
  SUM("sum_eV"),
  /** Effective mass of neutrinoless double beta decay, eV. */
  MEE("mee_eV"),
  /** Effective mass of beta decay, eV. */
  MBETA("mbeta_eV"),
  /** Lightest right-handed mass, GeV. */
  MR1("M1_GeV"),
  /** Middle right-handed mass, GeV. */
  MR2("M2_GeV"),
  /** Heaviest right-handed mass, GeV. */
  MR3("M3_GeV");

  private final String column;

  ExactQuantity(String column) {
    this.column = column;
  }

  /** Name of the column with its unit. */
  public String column() {
    return column;
  }
}
