package nustream.local.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import nustream.local.home.ServicePhase;
import nustream.local.home.ServiceState;
import nustream.local.home.SystemState;
import nustream.local.supervisor.ReadyProbe;

/**
 * One service as it is now.
 *
 * @param name the service, or "broker"
 * @param pid number of its process; null while it has none
 * @param port loopback port
 * @param phase lower case
 * @param ready whether it answers as ready right now
 * @param rssBytes resident memory; null where unknown
 * @param uptimeSeconds since its process started; null while it has none
 * @param restarts how many times it died and was started again
 * @param detail why it is in this phase; may be empty
 */
public record ServiceReport(
    String name,
    Long pid,
    int port,
    String phase,
    boolean ready,
    @JsonProperty("rss_bytes") Long rssBytes,
    @JsonProperty("uptime_seconds") Double uptimeSeconds,
    int restarts,
    String detail) {

  static ServiceReport of(ServiceState state, long nowMs) {
    boolean alive = state.process() != null && state.process().running().isPresent();
    Long rss = null;
    Double uptime = null;
    if (alive) {
      var bytes = ProcessMemory.residentBytes(state.process().pid());
      rss = bytes.isPresent() ? bytes.getAsLong() : null;
      uptime = (nowMs - state.process().startedAtMs()) / 1000.0;
    }
    return new ServiceReport(
        state.name(),
        alive ? state.process().pid() : null,
        state.port(),
        state.phase().name().toLowerCase(Locale.ROOT),
        alive && readyNow(state),
        rss,
        uptime,
        state.restarts(),
        state.detail());
  }

  private static boolean readyNow(ServiceState state) {
    return state.name().equals(SystemState.BROKER)
        ? state.phase() == ServicePhase.READY
        : ReadyProbe.ready(state.name(), state.port());
  }
}
