package nustream.sampler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nustream.learning.store.ModelRelease;
import nustream.learning.store.ModelStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a user types them, on a network of 16 that was trained for five steps. */
class CommandsTest {
  @TempDir static Path folder;

  private static final class Output {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int code;
  }

  private static Output run(String... words) {
    Output output = new Output();
    CommandLine line = SamplerCommand.commandLine();
    line.setOut(new PrintWriter(output.out, true));
    line.setErr(new PrintWriter(output.err, true));
    List<String> all = new ArrayList<>();
    for (String word : words) {
      all.add(word.replace("FOLDER", folder.toString()));
    }
    output.code = line.execute(all.toArray(String[]::new));
    return output;
  }

  private static JsonNode json(Output output) throws Exception {
    assertEquals(0, output.code, output.err.toString());
    return new JsonMapper().readTree(output.out.toString());
  }

  @BeforeAll
  static void train() {
    for (String variant : List.of("informed", "plain")) {
      Output output =
          run(
              ("train --variant " + variant + " --out FOLDER/" + variant + " --store FOLDER/store")
                  .concat(" --steps 5 --seed 1 --width 16 --layers 1 --batch 64 --threads 1")
                  .concat(" --pool 256 --inverted-pool 256")
                  .split(" "));
      assertEquals(0, output.code, output.err.toString());
      assertTrue(output.err.toString().contains("step=5 of=5"), output.err.toString());
    }
  }

  @Test
  void trainingReleasesAModelThatSaysHowItWasMade() {
    ModelRelease release = ModelStore.open(folder.resolve("store")).load("seesaw-informed");
    assertEquals("informed", release.card().variant());
    assertEquals("anarchy/log1", release.card().prior());
    assertEquals(List.of("NO", "IO"), release.card().orderings());
    assertEquals("5", release.card().settings().get("steps"));
    assertEquals(1, release.card().createdBy().size());
    assertTrue(release.card().createdBy().get(0).contains(" train --variant informed "));
  }

  @Test
  void evaluationComparesWithExactSolutions() throws Exception {
    // Untrained, the informed network follows the Newton direction, which is mostly accepted.
    JsonNode report =
        json(
            run(
                "evaluate --store FOLDER/store --n 400 --block-size 200 --exact 2000 --workers 2"
                    .concat(" --sampling-steps 40 --eta 0 --guidance 0 --json")
                    .split(" ")));
    assertEquals(400, report.get("generated").asInt());
    assertEquals(
        report.get("accepted").asInt() / 400.0, report.get("acceptance").asDouble(), 1e-12);
    assertTrue(report.get("acceptance").asDouble() > 0.5, report.toString());
    assertTrue(report.get("exact_quantiles").get("sum_eV").get("0.5").asDouble() > 0.058);
    assertTrue(report.get("diversity").get("leastNearest").asDouble() > 0);
  }

  @Test
  void theBenchComparesWithMatrixProducts() throws Exception {
    JsonNode report =
        json(
            run(
                "bench --store FOLDER/store --model seesaw-plain --seconds 0.2 --block-size 100"
                    .concat(" --sampling-steps 5 --json")
                    .split(" ")));
    double rate = report.get("candidates_per_second_per_core").asDouble();
    double limit = report.get("limit_per_second_per_core").asDouble();
    assertTrue(rate > 0 && limit > 0);
    assertEquals(rate / limit, report.get("ratio_to_limit").asDouble(), 1e-12);
    double shares =
        report.get("network_share").asDouble()
            + report.get("physics_share").asDouble()
            + report.get("copying_share").asDouble();
    assertEquals(1, shares, 1e-9);
  }

  @Test
  void fineTuningLogsItsRoundsAndReleasesTheBest() throws Exception {
    Output output =
        run(
            "fine-tune --model seesaw-informed --name seesaw-tuned --out FOLDER/tuned --rounds 1"
                .concat(" --store FOLDER/store --attempts 400 --steps 3 --evaluate 200 --threads 1")
                .concat(" --block-size 200 --sampling-steps 20 --eta 0 --workers 1 --exact 2000")
                .split(" "));
    assertEquals(0, output.code, output.err.toString());
    List<String> rows = Files.readAllLines(folder.resolve("tuned/rounds.csv"));
    assertEquals(3, rows.size(), rows.toString());
    ModelRelease tuned = ModelStore.open(folder.resolve("store")).load("seesaw-tuned");
    assertEquals(2, tuned.card().createdBy().size());
    assertTrue(tuned.card().metrics().get("transfer_round0_acceptance") > 0.3);
  }

  @Test
  void releasingWritesWhatWasMeasured() {
    Output output =
        run(
            "release --from FOLDER/store --to FOLDER/shipped --model seesaw-informed --n 500"
                .concat(" --guidance 0.1 --sampling-steps 10 --eta 0.5 --exact 2000")
                .split(" "));
    assertEquals(0, output.code, output.err.toString());
    ModelRelease shipped = ModelStore.open(folder.resolve("shipped")).load("seesaw-informed");
    assertEquals(0.1, shipped.card().defaultGuidance());
    assertEquals(500, shipped.card().metrics().get("no_generated"));
    assertTrue(shipped.card().metrics().containsKey("io_acceptance"));
  }

  @Test
  void mistakesHaveAnExitCodeAndAReason() {
    assertEquals(2, run("train", "--out", "FOLDER/x").code);
    Output output = run("evaluate", "--store", "FOLDER/store", "--model", "nothing");
    assertTrue(output.code != 0);
    assertTrue(output.err.toString().contains("nothing"), output.err.toString());
  }
}
