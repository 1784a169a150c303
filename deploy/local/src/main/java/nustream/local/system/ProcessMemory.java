package nustream.local.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of a process as Linux counts it. */
final class ProcessMemory {
  private static final String FIELD = "VmRSS:";
  private static final long KIB = 1024;

  private ProcessMemory() {}

  /** Resident bytes of the process; empty when it is gone or this is not Linux. */
  static OptionalLong residentBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
