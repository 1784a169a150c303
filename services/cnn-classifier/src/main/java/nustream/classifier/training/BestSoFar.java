package nustream.classifier.training;

/**
 * The best weights of a training so far.
 *
 * @param candidate null before the first validation
 * @param stale validations since
 */
record BestSoFar(Candidate candidate, int stale) {
  static final BestSoFar NONE = new BestSoFar(null, 0);

  BestSoFar after(Candidate next) {
    boolean better = candidate == null || next.validation().loss() < candidate.validation().loss();
    return better ? new BestSoFar(next, 0) : new BestSoFar(candidate, stale + 1);
  }
}
