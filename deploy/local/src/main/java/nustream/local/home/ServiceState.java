package nustream.local.home;

/**
 * One service as its supervisor sees it.
 *
 * @param name its folder under services, or "broker"
 * @param port the loopback port it answers on
 * @param phase where it is in its life
 * @param process its process; null while it has none. The broker lives in the supervisor's process
 * @param restarts how many times it died and was started again
 * @param readyAfterMs milliseconds from start to ready, of the present process; null before
 * @param detail why it is in this phase; empty when there is nothing to say
 */
public record ServiceState(
    String name,
    int port,
    ServicePhase phase,
    ProcessId process,
    int restarts,
    Long readyAfterMs,
    String detail) {

  public static ServiceState waiting(String name, int port) {
    return new ServiceState(name, port, ServicePhase.WAITING, null, 0, null, "");
  }

  public ServiceState starting(ProcessId process) {
    return new ServiceState(name, port, ServicePhase.STARTING, process, restarts, null, "");
  }

  public ServiceState ready(long afterMs) {
    return new ServiceState(name, port, ServicePhase.READY, process, restarts, afterMs, "");
  }

  public ServiceState restarting(String why) {
    return new ServiceState(name, port, ServicePhase.RESTARTING, null, restarts + 1, null, why);
  }

  public ServiceState failed(String why) {
    return new ServiceState(name, port, ServicePhase.FAILED, null, restarts, null, why);
  }

  public ServiceState stopped() {
    return new ServiceState(name, port, ServicePhase.STOPPED, null, restarts, null, "");
  }
}
