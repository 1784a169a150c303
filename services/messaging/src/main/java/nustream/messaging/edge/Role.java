package nustream.messaging.edge;

/** What a caller may do; each role includes those before it. */
public enum Role {
  /** Sees campaigns, trainings, results and models. */
  READER,
  /** Also spends computing time: campaigns, samples, maps, classifications. */
  OPERATOR,
  /** Also starts and stops trainings, whose releases change the models of everybody. */
  ADMIN;

  /** Whether a caller of this role may do what needs that one. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
