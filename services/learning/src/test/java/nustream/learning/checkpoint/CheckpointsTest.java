package nustream.learning.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir private Path folder;
  private Checkpoints checkpoints;

  @BeforeEach
  void openFolder() throws IOException {
    checkpoints = Checkpoints.in(folder.resolve("training"));
  }

  @Test
  void everyBitComesBack() throws IOException {
    float[] weights = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, 1 / 3f};
    Checkpoint saved =
        new Checkpoint(
            41,
            Map.of("weights", weights, "empty", new float[0]),
            Map.of("seed", "7", "κ", "überall"));

    Path file = checkpoints.save(saved);
    Checkpoint read = Checkpoints.read(file);

    assertEquals(41, read.step());
    assertEquals(saved.properties(), read.properties());
    assertEquals(saved.arrays().keySet(), read.arrays().keySet());
    assertArrayEquals(rawBits(weights), rawBits(read.array("weights")));
    assertEquals("überall", read.property("κ"));
  }

  @Test
  void theSameStateGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(checkpoints.save(checkpoint(5)));
    byte[] again = Files.readAllBytes(checkpoints.save(checkpoint(5)));
    assertArrayEquals(first, again);
  }

  @Test
  void theNewestTwoAreKept() throws IOException {
    for (long step : new long[] {9, 10, 100, 2000}) {
      checkpoints.save(checkpoint(step));
    }

    assertEquals(
        List.of("checkpoint-0000000000000000100.bin", "checkpoint-0000000000000002000.bin"),
        files());
    assertEquals(2000, checkpoints.latest().orElseThrow().step());
  }

  @Test
  void everyFlippedByteIsNoticed() throws IOException {
    Path file = checkpoints.save(checkpoint(3));
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      CorruptCheckpointException refused =
          assertThrows(
              CorruptCheckpointException.class, () -> Checkpoints.read(file), "byte " + at);
      assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    Path file = checkpoints.save(checkpoint(3));
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThrows(
          CorruptCheckpointException.class, () -> Checkpoints.read(file), "length " + length);
    }
  }

  @Test
  void aDamagedNewestOneFallsBackToTheOneBefore() throws IOException {
    checkpoints.save(checkpoint(1));
    Path newest = checkpoints.save(checkpoint(2));
    Files.writeString(newest, "damaged");

    assertEquals(1, checkpoints.latest().orElseThrow().step());
  }

  @Test
  void whenAllAreDamagedTrainingDoesNotSilentlyStartAnew() throws IOException {
    Files.writeString(checkpoints.save(checkpoint(1)), "damaged");

    assertThrows(CorruptCheckpointException.class, () -> checkpoints.latest());
  }

  @Test
  void aNewFolderHasNone() throws IOException {
    assertEquals(Optional.empty(), checkpoints.latest());
  }

  @Test
  void missingNamesAreNamed() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> checkpoint(3).array("momentum"));
    assertEquals("checkpoint of step 3 has no array 'momentum'", refused.getMessage());
  }

  private static Checkpoint checkpoint(long step) {
    return new Checkpoint(
        step, Map.of("weights", new float[] {step, 2}, "ema", new float[3]), Map.of("a", "b"));
  }

  private static int[] rawBits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("training"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
