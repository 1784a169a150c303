package nustream.lensing.physics.boltzmann;

/** Hears how far a solution is. Called by several threads. */
public interface SolverProgress {
  /**
   * One more wavenumber is solved.
   *
   * @param solved of them so far
   * @param total there are
   */
  void solved(int solved, int total);
}
