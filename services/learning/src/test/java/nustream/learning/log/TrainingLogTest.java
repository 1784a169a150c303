package nustream.learning.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  private static final List<String> COLUMNS = List.of("loss", "learning_rate");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("training.csv");
  }

  @Test
  void rowsAreOnDiskBeforeTheLogIsClosed() throws IOException {
    try (TrainingLog log = TrainingLog.create(file, COLUMNS)) {
      log.append(0, Map.of("loss", 0.5, "learning_rate", 1e-3));
      log.append(100, Map.of("loss", Double.NaN, "learning_rate", 1e-4));

      assertEquals(
          """
          step,loss,learning_rate
          0,0.5,0.001
          100,NaN,1.0E-4
          """,
          Files.readString(file));
    }
  }

  @Test
  void resumeDropsRowsAfterTheCheckpointAndAHalfWrittenOne() throws IOException {
    try (TrainingLog log = TrainingLog.create(file, COLUMNS)) {
      for (long step : new long[] {10, 20, 30}) {
        log.append(step, Map.of("loss", (double) step, "learning_rate", 1.0));
      }
    }
    Files.writeString(file, "40,4", StandardOpenOption.APPEND);

    try (TrainingLog log = TrainingLog.resume(file, COLUMNS, 20)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> log.append(20, Map.of("loss", 1.0, "learning_rate", 1.0)));
      log.append(30, Map.of("loss", 0.25, "learning_rate", 0.5));
    }

    assertEquals(
        """
        step,loss,learning_rate
        10,10.0,1.0
        20,20.0,1.0
        30,0.25,0.5
        """,
        Files.readString(file));
  }

  @Test
  void resumeOfAnotherTrainingIsRefused() throws IOException {
    TrainingLog.create(file, List.of("accuracy")).close();

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> TrainingLog.resume(file, COLUMNS, 20).close());
    assertTrue(refused.getMessage().contains("'step,accuracy'"), refused.getMessage());
  }

  @Test
  void aRowMustHaveExactlyTheColumns() throws IOException {
    try (TrainingLog log = TrainingLog.create(file, COLUMNS)) {
      IllegalArgumentException missing =
          assertThrows(IllegalArgumentException.class, () -> log.append(1, Map.of("loss", 1.0)));
      assertEquals("step 1: no value for column 'learning_rate'", missing.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> log.append(1, Map.of("loss", 1.0, "learning_rate", 1.0, "other", 1.0)));
    }
  }

  @Test
  void columnNamesThatWouldBreakTheFileAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> TrainingLog.create(file, List.of("a,b")).close());
    assertThrows(
        IllegalArgumentException.class, () -> TrainingLog.create(file, List.of("step")).close());
  }

  @Test
  void theCurveShowsOneLinePerDrawnColumn() throws IOException {
    Path png = folder.resolve("curve.png");
    try (TrainingLog log = TrainingLog.create(file, COLUMNS)) {
      for (long step = 0; step <= 20_000; step += 100) {
        double done = step / 20_000.0;
        log.append(
            step,
            Map.of(
                "loss",
                step == 300 ? Double.NaN : 0.2 + 0.8 * Math.exp(-5 * done),
                "learning_rate",
                5e-4 * (1 + Math.cos(Math.PI * done))));
      }
      log.writeCurve(png);
    }

    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(1000, image.getWidth());
    assertEquals(600, image.getHeight());
    // Background, frame, text and grid are grey; what has colour are the two lines.
    assertEquals(2, hues(image).size(), "hues " + hues(image));
  }

  @Test
  void aLogWithNothingToDrawSaysSo() throws IOException {
    try (TrainingLog log = TrainingLog.create(file, List.of("accuracy"))) {
      log.append(1, Map.of("accuracy", 0.5));
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> log.writeCurve(folder.resolve("curve.png")));
      assertTrue(refused.getMessage().contains("accuracy"), refused.getMessage());
    }
  }

  private static Set<Integer> hues(BufferedImage image) {
    Set<Integer> hues = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        float[] hsb = java.awt.Color.RGBtoHSB(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, null);
        if (hsb[1] > 0.9) {
          hues.add(Math.round(hsb[0] * 12));
        }
      }
    }
    return hues;
  }
}
