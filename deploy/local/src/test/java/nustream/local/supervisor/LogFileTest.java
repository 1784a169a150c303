package nustream.local.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path folder;

  @Test
  void everyLineGetsATime() throws IOException {
    try (LogFile log = log(1 << 20)) {
      log.copy(stream("one\ntwo\r\nthree"));
    }
    List<String> lines = Files.readAllLines(folder.resolve("x.log"));
    assertEquals(3, lines.size());
    assertTrue(
        lines.get(1).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} two"),
        lines.get(1));
    assertTrue(lines.get(2).endsWith(" three"), lines.get(2));
  }

  @Test
  void takesAtMostTwiceItsBound() throws IOException {
    int bound = 4_000;
    try (LogFile log = log(bound)) {
      for (int i = 0; i < 1_000; i++) {
        log.write("line " + i + " of a service that says a lot");
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.sorted().toList();
      assertEquals(
          List.of("x.log", "x.log.1"), all.stream().map(f -> f.getFileName().toString()).toList());
      for (Path file : all) {
        // The line that reaches the bound is still written: at most 80 bytes more.
        assertTrue(Files.size(file) <= bound + 80, file + " has " + Files.size(file));
      }
      assertTrue(Files.readString(all.get(1)).contains("line 9"), "the newest lines are kept");
    }
  }

  @Test
  void continuesTheFileOfTheLastRun() throws IOException {
    for (String line : List.of("first run", "second run")) {
      try (LogFile log = log(1 << 20)) {
        log.write(line);
      }
    }
    assertEquals(2, Files.readAllLines(folder.resolve("x.log")).size());
  }

  @Test
  void remembersTheLastLinesAndCutsLongOnes() throws IOException {
    try (LogFile log = log(1 << 20)) {
      for (int i = 0; i < 100; i++) {
        log.write("line " + i);
      }
      log.copy(stream("x".repeat(100_000) + "\n"));
      List<String> tail = log.tail();
      assertEquals(20, tail.size());
      assertEquals("line 81", tail.get(0));
      assertEquals(8_192, tail.get(19).length());
    }
  }

  private LogFile log(long bound) throws IOException {
    return new LogFile(folder.resolve("x.log"), bound, Clock.systemUTC());
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
