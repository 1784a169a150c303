package nustream.local.system;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import nustream.local.Terminal;
import nustream.local.home.ServicePhase;
import nustream.local.home.ServiceState;
import nustream.local.home.SystemState;

/** Tells every change of a system once, one line each: what is up, and on which port. */
final class StateNarrator {
  private final Terminal terminal;
  private final Map<String, String> told = new HashMap<>();

  StateNarrator(Terminal terminal) {
    this.terminal = terminal;
  }

  void tell(SystemState state) {
    state.services().forEach(this::tell);
  }

  /** Takes the state as told already. */
  void prime(SystemState state) {
    state.services().forEach(service -> told.put(service.name(), line(service)));
  }

  private void tell(ServiceState service) {
    String line = line(service);
    if (service.phase() != ServicePhase.WAITING && !line.equals(told.put(service.name(), line))) {
      terminal.say("%s", line);
    }
  }

  private static String line(ServiceState service) {
    return String.format(
        "  %-18s 127.0.0.1:%-6d %s%s",
        service.name(),
        service.port(),
        service.phase().name().toLowerCase(Locale.ROOT),
        more(service));
  }

  private static String more(ServiceState service) {
    if (service.phase() == ServicePhase.READY) {
      return String.format(Locale.ROOT, " after %.1f s", service.readyAfterMs() / 1000.0);
    }
    return service.detail().isEmpty() ? "" : ": " + service.detail();
  }
}
