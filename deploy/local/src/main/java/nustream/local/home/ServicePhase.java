package nustream.local.home;

/** Where a service is in its life. */
public enum ServicePhase {
  /** Not started yet. */
  WAITING,
  /** Its process runs and does not answer as ready yet. */
  STARTING,
  /** Answered as ready since its process started. */
  READY,
  /** Died, and is started again after a pause. */
  RESTARTING,
  /** Died too often and is left alone. */
  FAILED,
  /** Stopped with the system. */
  STOPPED
}
