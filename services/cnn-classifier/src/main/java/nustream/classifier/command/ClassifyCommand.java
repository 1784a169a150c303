package nustream.classifier.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.MapCheck;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.MapRefusedException;
import nustream.classifier.model.ModelFile;
import nustream.classifier.model.Verdict;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.fits.FitsRefusedException;
import nustream.lensing.physics.recipe.Recipe;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifies maps in files. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = {
      "Classify convergence maps in FITS files: massive against massless neutrinos, and the mass.",
      "A file that cannot be classified is reported and the others go on; the exit code is then 1."
    },
    footerHeading = "%nExample:%n",
    footer = "  nustream lensing classify maps/*.fits --json")
final class ClassifyCommand implements Callable<Integer> {
  private static final int MOST_FILES = 100_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "FITS files, one map each.")
  private List<Path> files;

  @Mixin private ModelOptions model;

  @Option(
      names = "--symmetrise",
      description = "Average over the eight symmetries of the square; eight times the work.")
  private boolean symmetrise;

  @Mixin private ReportOption output;

  @Override
  public Integer call() throws JsonProcessingException {
    if (files.size() > MOST_FILES) {
      throw new IllegalArgumentException(
          "number of files = " + files.size() + ", allowed at most " + MOST_FILES);
    }
    ModelRelease release = model.load();
    List<Map<String, Object>> rows = new ArrayList<>();
    try (MapPredictor predictor = MapPredictor.open(release)) {
      for (Path file : files) {
        rows.add(classify(file, release, predictor));
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("maps", rows);
    all.put("model", release.name());
    output.print(all, out -> rows.forEach(row -> out.println(line(row))));
    return rows.stream().anyMatch(row -> row.containsKey("error"))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  private Map<String, Object> classify(Path file, ModelRelease release, MapPredictor predictor) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("file", file.toString());
    try {
      DetectionTask task = ModelFile.task(release.card());
      FitsMap read = FitsMaps.read(file);
      read.recipe().ifPresent(recipe -> warnOfOtherMaps(file, recipe, task));
      ConvergenceMap map = read.map();
      new MapCheck(task.geometry())
          .require(map.geometry().pixels(), map.geometry().angleDeg(), map.pixels());
      Verdict verdict =
          (symmetrise
                  ? predictor.predictSymmetrised(map.pixels())
                  : predictor.predict(map.pixels()))
              .get(0);
      row.put("probability_massive", 1 / (1 + Math.exp(-verdict.logit())));
      row.put("logit", verdict.logit());
      row.put("mnu_ev", verdict.massEv());
      row.put("mnu_error_ev", verdict.massErrorEv());
      row.put("model_digest", release.digest());
    } catch (FitsRefusedException | MapRefusedException | IOException e) {
      String reason = e instanceof IOException ? "cannot be read (" + e + ")" : e.getMessage();
      spec.commandLine().getErr().println("classify: " + file + ": " + reason);
      row.put("error", reason);
    }
    return row;
  }

  /** An answer for maps that the network was not trained on is no probability. */
  private void warnOfOtherMaps(Path file, Recipe recipe, DetectionTask task) {
    List<String> differences = new ArrayList<>();
    if (recipe.kind() != task.kind()) {
      differences.add("kind " + recipe.kind() + ", trained on " + task.kind());
    }
    if (recipe.sourceRedshift() != task.sourceRedshift()) {
      differences.add(
          "source redshift " + recipe.sourceRedshift() + ", trained on " + task.sourceRedshift());
    }
    if (!recipe.observation().noise().equals(task.noise())) {
      differences.add(
          "shape noise " + recipe.observation().noise() + ", trained on " + task.noise());
    }
    if (!differences.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "classify: "
                  + file
                  + " is not such a map as the network knows, do not trust the answer: "
                  + String.join("; ", differences).toLowerCase(Locale.ROOT));
    }
  }

  private static String line(Map<String, Object> row) {
    return row.containsKey("error")
        ? row.get("file") + ": " + row.get("error")
        : String.format(
            Locale.ROOT,
            "%s: probability of massive neutrinos %.3f (logit %+.3f), mass %.3f +- %.3f eV",
            row.get("file"),
            (Double) row.get("probability_massive"),
            (Double) row.get("logit"),
            (Double) row.get("mnu_ev"),
            (Double) row.get("mnu_error_ev"));
  }
}
