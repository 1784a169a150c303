package nustream.local.home;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the supervisor writes down for every other process: the state file.
 *
 * @param version of the program that runs
 * @param supervisor the supervisor's process
 * @param phase where the system is in its life
 * @param startedAtMs milliseconds since 1970-01-01 UTC
 * @param upAfterMs milliseconds from start until everything was ready; null before
 * @param error why it failed; empty otherwise
 * @param services the broker first, then every service in the order of the table
 */
public record SystemState(
    String version,
    ProcessId supervisor,
    SystemPhase phase,
    long startedAtMs,
    Long upAfterMs,
    String error,
    List<ServiceState> services) {
  public static final String BROKER = "broker";

  public SystemState {
    services = List.copyOf(services);
  }

  public SystemState in(SystemPhase next) {
    return new SystemState(version, supervisor, next, startedAtMs, upAfterMs, error, services);
  }

  public SystemState up(long afterMs) {
    return new SystemState(version, supervisor, SystemPhase.UP, startedAtMs, afterMs, "", services);
  }

  public SystemState failed(String why) {
    return new SystemState(
        version, supervisor, SystemPhase.FAILED, startedAtMs, upAfterMs, why, services);
  }

  /** The same with the named service changed. */
  public SystemState with(String service, UnaryOperator<ServiceState> change) {
    return new SystemState(
        version,
        supervisor,
        phase,
        startedAtMs,
        upAfterMs,
        error,
        services.stream().map(s -> s.name().equals(service) ? change.apply(s) : s).toList());
  }

  public Optional<ServiceState> service(String name) {
    return services.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Whether broker and all services are ready. */
  public boolean allReady() {
    return services.stream().allMatch(s -> s.phase() == ServicePhase.READY);
  }
}
