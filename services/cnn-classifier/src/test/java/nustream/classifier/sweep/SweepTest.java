package nustream.classifier.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.training.SmallTask;
import nustream.classifier.training.Stopping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  @TempDir Path folder;

  private static DetectionTask with(String name, String value) {
    Map<String, String> words = new TreeMap<>(SmallTask.TASK.describe());
    words.put(name, value);
    return DetectionTask.read(words);
  }

  /** More noise, less to see: with the same spectra, so that nothing else is computed. */
  @Test
  void accuracyFallsWithNoiseAndTheTableSaysSo() throws IOException, InterruptedException {
    List<DetectionTask> tasks =
        List.of(with("galaxies_per_arcmin2", "30.0"), with("galaxies_per_arcmin2", "2.0"));
    Stopping stopping = new Stopping(4, 4, 32, 400, 1);
    List<SweepPoint> points =
        new Sweep(SmallTask.SPECTRA, folder, 400, 100, 7)
            .run(
                tasks,
                task -> SmallTask.settings(6, false, stopping).withTask(task),
                point -> assertTrue(point.metric("accuracy") > 0.5));
    assertEquals(2, points.size());
    // The bounds are 0.93 and 0.65; the errors of 400 maps are 0.013 and 0.024.
    assertTrue(points.get(0).metric("accuracy") > points.get(1).metric("accuracy") + 0.1);
    SweepTable.write(points, folder.resolve("sweep.csv"));
    List<String> lines = Files.readAllLines(folder.resolve("sweep.csv"));
    assertEquals(3, lines.size());
    assertTrue(lines.get(2).startsWith("gaussian,1.0,Infinity,2.0,0.3,primordial"), lines.get(2));
    assertEquals("galaxies_per_arcmin2", SweepPicture.axis(points));
    SweepPicture.write(points, folder.resolve("sweep.png"));
    assertTrue(Files.size(folder.resolve("sweep.png")) > 1000);
  }
}
