package nustream.sampler.model;

/** How the observables that a block is conditioned on are chosen. */
public enum Target {
  /** Flat inside the 3-sigma box of the release, drawn anew for each candidate. */
  BOX,
  /** The best fit of the release for every candidate. */
  BEST_FIT
}
