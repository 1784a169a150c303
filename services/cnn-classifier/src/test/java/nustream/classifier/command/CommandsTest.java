package nustream.classifier.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Command lines that are refused before any work is begun. */
class CommandsTest {
  @TempDir Path folder;

  private String refusal(String... words) {
    StringWriter err = new StringWriter();
    CommandLine line = ClassifierCommand.commandLine();
    line.setErr(new PrintWriter(err, true));
    assertEquals(1, line.execute(words), () -> String.join(" ", words) + ": " + err);
    assertEquals(1, err.toString().lines().count(), err.toString());
    return err.toString();
  }

  @Test
  void theAddressOfASimulatorIsHostAndPort() {
    String out = folder.resolve("training").toString();
    String told =
        refusal("train", "--name=x", "--out=" + out, "--store=" + folder, "--maps-from=nowhere");
    assertTrue(told.contains("--maps-from = nowhere, allowed https://HOST:PORT"), told);
    told =
        refusal(
            "train",
            "--name=x",
            "--out=" + out,
            "--store=" + folder,
            "--maps-from=localhost:1",
            "--same-two-point");
    assertTrue(told.contains("two-point"), told);
  }

  @Test
  void anExplanationIsOfFilesOrOfFreshMaps() {
    String out = "--out=" + folder.resolve("picture.png");
    assertTrue(refusal("explain", out).contains("files = 0, --count = null"));
    assertTrue(refusal("explain", out, "a.fits", "--count=3").contains("files = 1, --count = 3"));
    assertTrue(refusal("explain", out, "--count=1").contains("maps = 1, allowed 2 to"));
    assertTrue(refusal("explain", out, "--count=2", "--fits=x").contains("--fits"));
    assertTrue(refusal("explain", out, "a.fits", "--csv=x").contains("--csv"));
    assertTrue(refusal("explain", out, "a.fits", "--steps=1025").contains("1025, allowed 1 to"));
  }

  @Test
  void workersAreBounded() {
    String told = refusal("tune", "--out=" + folder, "--workers=65");
    assertTrue(told.contains("--workers = 65, allowed 1 to 64"), told);
  }

  /** A worker does what was asked for, by itself, and ends with its parent. */
  @Test
  void aWorkerHasTheSameOptionsButForTheWorkers() {
    assertEquals(
        List.of("tune", "--out", "x", "--json", "--worker-of=7"),
        TuneCommand.workerArguments(
            List.of("tune", "--workers", "4", "--out", "x", "--workers=3", "--json"), 7));
  }
}
