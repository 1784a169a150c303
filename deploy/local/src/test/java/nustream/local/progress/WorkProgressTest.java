package nustream.local.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import nustream.local.Terminal;
import org.junit.jupiter.api.Test;

class WorkProgressTest {
  @Test
  void aLineHasRateAndTimeLeft() {
    assertEquals("maps 40 of 100, 8.0/s, 8 s left", WorkProgress.line("maps", 40, 100, 5));
    assertEquals(
        "samples 500 of 1000, 250/s, 2 s left", WorkProgress.line("samples", 500, 1000, 2));
  }

  @Test
  void quickWorkSaysNothing() {
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            true);
    try (var progress = new WorkProgress(terminal, "maps", 2)) {
      progress.step();
      progress.step();
    }
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }
}
