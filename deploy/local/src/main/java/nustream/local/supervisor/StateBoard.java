package nustream.local.supervisor;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nustream.local.home.ServiceState;
import nustream.local.home.StateFile;
import nustream.local.home.SystemState;

/** The state of the running system: every change is written down. Thread-safe. */
final class StateBoard {
  private final StateFile file;
  private SystemState state;

  StateBoard(StateFile file, SystemState first) {
    this.file = file;
    this.state = first;
    file.write(first);
  }

  synchronized SystemState state() {
    return state;
  }

  synchronized void change(UnaryOperator<SystemState> change) {
    state = change.apply(state);
    file.write(state);
    notifyAll();
  }

  void service(String name, UnaryOperator<ServiceState> change) {
    change(before -> before.with(name, change));
  }

  /** Makes those who wait look at their condition again. */
  synchronized void wake() {
    notifyAll();
  }

  /** Waits for a state that satisfies the condition. */
  synchronized SystemState await(Predicate<SystemState> condition) throws InterruptedException {
    while (!condition.test(state)) {
      wait();
    }
    return state;
  }
}
