package nustream.local.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nustream.local.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir Path folder;

  @Test
  void readsBackWhatWasWritten() {
    var file = new StateFile(new Home(folder));
    assertEquals(Optional.empty(), file.read());
    SystemState state = state(ProcessId.of(ProcessHandle.current()));
    file.write(state);
    assertEquals(Optional.of(state), file.read());
    assertEquals(Optional.of(state), file.readRunning());
  }

  @Test
  void aProcessWithTheSameNumberButAnotherStartIsAnotherProcess() {
    var file = new StateFile(new Home(folder));
    ProcessId self = ProcessId.of(ProcessHandle.current());
    file.write(state(new ProcessId(self.pid(), self.startedAtMs() - 3_600_000)));
    assertTrue(file.read().isPresent());
    assertEquals(Optional.empty(), file.readRunning());
  }

  @Test
  void anUnreadableFileIsNamed() throws IOException {
    Files.writeString(new Home(folder).stateFile(), "{ half");
    String message =
        assertThrows(UserError.class, () -> new StateFile(new Home(folder)).read()).getMessage();
    assertTrue(message.contains("state.json"), message);
  }

  private static SystemState state(ProcessId supervisor) {
    return new SystemState(
        "1",
        supervisor,
        SystemPhase.UP,
        12,
        34L,
        "",
        List.of(
            ServiceState.waiting(SystemState.BROKER, 1).starting(supervisor).ready(5),
            ServiceState.waiting("results", 2).restarting("killed by signal 9")));
  }
}
