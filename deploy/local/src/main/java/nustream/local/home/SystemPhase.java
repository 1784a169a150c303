package nustream.local.home;

/** Where a local system is in its life. */
public enum SystemPhase {
  STARTING,
  /** Broker and every service have been ready once. */
  UP,
  STOPPING,
  STOPPED,
  /** Could not start; everything that had been started was stopped. */
  FAILED
}
