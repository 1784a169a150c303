package nustream.local.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import nustream.local.home.Home;
import nustream.local.home.StateFile;
import nustream.local.home.SystemState;
import nustream.local.supervisor.PortPlan;
import nustream.local.supervisor.ServiceTable;

/**
 * A local system as it is now.
 *
 * @param running whether its supervisor runs
 * @param ready whether broker and every service answer as ready
 * @param phase lower case; "stopped" when it does not run
 * @param version of the program that runs; null when none does
 * @param home folder of its data, logs and state
 * @param secondsToUp from start until everything was ready; null before
 * @param rssBytes resident memory of all its processes together
 * @param services the broker first; empty when it does not run
 */
public record SystemReport(
    boolean running,
    boolean ready,
    String phase,
    String version,
    String home,
    @JsonProperty("seconds_to_up") Double secondsToUp,
    @JsonProperty("rss_bytes") long rssBytes,
    List<ServiceReport> services) {

  /** Looks at processes and asks every service. */
  public static SystemReport now(Home home, Clock clock) {
    return new StateFile(home)
        .readRunning()
        .map(state -> of(state, home, clock))
        .orElseGet(
            () ->
                new SystemReport(
                    false, false, "stopped", null, home.folder().toString(), null, 0, List.of()));
  }

  /** Where a browser finds the dashboard; empty when it is not up. */
  public Optional<String> dashboard() {
    return services.stream()
        .filter(service -> service.name().equals(ServiceTable.RESULTS) && service.ready())
        .map(service -> "http://" + PortPlan.LOOPBACK + ":" + service.port() + "/")
        .findFirst();
  }

  private static SystemReport of(SystemState state, Home home, Clock clock) {
    List<ServiceReport> services =
        state.services().stream().map(s -> ServiceReport.of(s, clock.millis())).toList();
    return new SystemReport(
        true,
        services.stream().allMatch(ServiceReport::ready),
        state.phase().name().toLowerCase(Locale.ROOT),
        state.version(),
        home.folder().toString(),
        state.upAfterMs() == null ? null : state.upAfterMs() / 1000.0,
        services.stream()
            .map(ServiceReport::rssBytes)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum(),
        services);
  }
}
