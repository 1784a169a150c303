package nustream.local.home;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that stays recognisable after its number has been given to another one.
 *
 * @param pid number of the process
 * @param startedAtMs when the operating system started it, milliseconds since 1970-01-01 UTC
 */
public record ProcessId(long pid, long startedAtMs) {
  /**
   * The start time is the boot time plus clock ticks, and the boot time moves when the clock is
   * set: processes that started closer together than this are taken for the same one.
   */
  private static final long START_TOLERANCE_MS = 2_000;

  public static ProcessId of(ProcessHandle handle) {
    return new ProcessId(handle.pid(), startOf(handle));
  }

  /** The process, when it still runs. */
  @JsonIgnore
  public Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> Math.abs(startOf(handle) - startedAtMs) <= START_TOLERANCE_MS);
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
