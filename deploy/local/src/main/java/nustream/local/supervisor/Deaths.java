package nustream.local.supervisor;

/** What an exit code says about how a process ended. */
final class Deaths {
  private static final int SIGNAL_BASE = 128;

  private Deaths() {}

  static String describe(int exitCode) {
    return exitCode > SIGNAL_BASE
        ? "killed by signal " + (exitCode - SIGNAL_BASE)
        : "ended with exit code " + exitCode;
  }
}
