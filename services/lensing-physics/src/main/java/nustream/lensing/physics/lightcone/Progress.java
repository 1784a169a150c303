package nustream.lensing.physics.lightcone;

/** Is told of the progress of a simulation, on the thread that asked for it. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (done, total) -> {};

  /**
   * @param done time steps done
   * @param total time steps of this box
   */
  void steps(int done, int total);
}
