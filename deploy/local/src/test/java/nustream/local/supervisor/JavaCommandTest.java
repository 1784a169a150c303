package nustream.local.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  @Test
  void flagsThatOldReleasesDoNotKnowAreLeftOut() {
    assertFalse(JavaCommand.flags(17).contains("--sun-misc-unsafe-memory-access=allow"));
    assertTrue(JavaCommand.flags(25).contains("--sun-misc-unsafe-memory-access=allow"));
  }

  @Test
  void aServiceListensOnLoopbackOnlyAndHasABoundedHeap() {
    var spec =
        new ServiceSpec(
            "results", 1, List.of("-Xmx64m"), Map.of("results.database", "/x"), Map.of());
    List<String> command = JavaCommand.service(spec, Path.of("run.jar"), 18_084, "127.0.0.1:9");
    assertTrue(
        command.containsAll(
            List.of(
                "-Xmx64m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=18084",
                "-Dkafka.bootstrap.servers=127.0.0.1:9",
                "-Dresults.database=/x")),
        command.toString());
    assertEquals(List.of("-jar", "run.jar"), command.subList(command.size() - 2, command.size()));
  }
}
