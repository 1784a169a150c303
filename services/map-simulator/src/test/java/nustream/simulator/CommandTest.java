package nustream.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import nustream.simulator.command.SimulatorCommand;
import org.junit.jupiter.api.Test;

class CommandTest {
  @Test
  void theBenchmarkTellsBothKindsBesideTheirLimit() throws Exception {
    PrintStream before = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertEquals(0, SimulatorCommand.execute("bench", "--pixels=32", "--seconds=0.1", "--json"));
    } finally {
      System.setOut(before);
    }
    JsonNode answer = new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
    for (String kind : new String[] {"gaussian", "lognormal"}) {
      JsonNode one = answer.get(kind);
      double maps = one.get("maps_per_second_per_core").asDouble();
      assertTrue(maps > 0, kind);
      assertEquals(
          maps / one.get("limit_per_second_per_core").asDouble(),
          one.get("ratio_to_limit").asDouble(),
          1e-12);
    }
    assertEquals(1, SimulatorCommand.execute("bench", "--seconds=99"));
  }
}
