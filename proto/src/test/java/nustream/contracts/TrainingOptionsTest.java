package nustream.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That every option is one of its command is tested beside the commands. */
class TrainingOptionsTest {
  @Test
  void noOptionIsThereTwiceAndNoneSaysWhereAModelIs() {
    for (List<String> command :
        List.of(
            List.of("diffusion-sampler", "train"),
            List.of("diffusion-sampler", "fine-tune"),
            List.of("cnn-classifier", "train"),
            List.of("cnn-classifier", "tune"))) {
      List<String> names =
          TrainingOptions.of(command.get(0), command.get(1)).stream()
              .map(TrainingOption::name)
              .toList();
      assertTrue(names.size() > 10, command + ": " + names);
      assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
      for (String reserved : List.of("name", "out", "store", "announce", "cache", "json")) {
        assertFalse(names.contains(reserved), command + " has " + reserved);
      }
    }
    assertEquals(List.of(), TrainingOptions.of("cnn-classifier", "fine-tune"));
  }

  @Test
  void valuesHaveLimits() {
    TrainingOption batch = option("diffusion-sampler", "train", "batch");
    assertTrue(batch.allows(1) && batch.allows(65_536));
    assertFalse(batch.allows(0) || batch.allows(65_537) || batch.allows(Double.NaN));
    assertEquals("an integer, 1 to 65536", batch.allowed());
    TrainingOption start = option("diffusion-sampler", "train", "start");
    assertTrue(start.allows("seesaw-informed"));
    assertTrue(start.allows("sha256:" + "a".repeat(64)));
    assertFalse(start.allows("../models") || start.allows("--store=x") || start.allows(""));
    TrainingOption schedule = option("cnn-classifier", "train", "schedule");
    assertTrue(schedule.allows("exponential:0.002,0.9954,1+warmup:20"));
    assertFalse(schedule.allows("exponential:0.002 --store=x"));
    assertThrows(
        java.util.NoSuchElementException.class, () -> option("cnn-classifier", "train", "store"));
  }

  private static TrainingOption option(String service, String command, String name) {
    return TrainingOptions.find(service, command, name).orElseThrow();
  }
}
