package nustream.classifier.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.explanation.BaselineKind;
import nustream.classifier.explanation.ExplanationSettings;
import nustream.classifier.explanation.Explanations;
import nustream.classifier.explanation.MapExplainer;
import nustream.classifier.explanation.MapExplanation;
import nustream.classifier.explanation.Region;
import nustream.classifier.explanation.SaliencyFits;
import nustream.classifier.explanation.SaliencyPicture;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.MapCheck;
import nustream.classifier.model.ModelFile;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which parts of a map speak for massive neutrinos. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Attribute the logit for a map to its pixels by integrated gradients; write map and"
            + " saliency as a picture, the saliency as FITS, and sums by convergence.")
final class ExplainCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Parameters(paramLabel = "FILE.fits", description = "The map.")
  private Path file;

  @Option(names = "--out", required = true, description = "Picture to write, PNG.")
  private Path png;

  @Option(names = "--fits", description = "File for the saliency, FITS.")
  private Path fits;

  @Option(
      names = "--smooth",
      description =
          "Smooth both images of the picture by so many pixels, not the numbers (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private double smoothPixels;

  @Option(
      names = "--baseline",
      description = "zero or noise (default: ${DEFAULT-VALUE}).",
      defaultValue = "noise")
  private String baseline;

  @Option(
      names = "--pairs",
      description = "Pairs of noise baselines of opposite sign (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int pairs;

  @Option(
      names = "--steps",
      description = "Gradients per baseline (default: ${DEFAULT-VALUE}).",
      defaultValue = "32")
  private int steps;

  @Option(
      names = "--batch",
      description = "Gradients at once, which bounds memory (default: ${DEFAULT-VALUE}).",
      defaultValue = "16")
  private int batch;

  @Option(
      names = "--symmetrise",
      description = "Explain the logit averaged over the eight symmetries of the square.")
  private boolean symmetrise;

  @Option(
      names = "--seed",
      description = "Of the noise baselines (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Mixin private SpectraOption cache;
  @Mixin private ReportOption output;

  @Override
  public Integer call() throws IOException {
    ExplanationSettings settings =
        new ExplanationSettings(kind(), pairs, steps, batch, symmetrise, seed);
    ModelRelease release = model.load();
    DetectionTask task = ModelFile.task(release.card());
    FitsMap map = FitsMaps.read(file);
    MapGeometry geometry = map.map().geometry();
    new MapCheck(task.geometry())
        .require(geometry.pixels(), geometry.angleDeg(), map.map().pixels());
    Spectra spectra = cache.open();
    Explanations explanations =
        new Explanations(new TaskUniverse(task, spectra), new MapMaker(spectra));
    try (MapExplainer explainer = MapExplainer.open(release)) {
      MapExplanation found = explanations.explain(explainer, map, settings);
      SaliencyPicture.write(
          geometry.pixels(), map.map().pixels(), found.saliency().values(), smoothPixels, png);
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("file", file.toString());
      report.put("model_digest", release.digest());
      report.put("baseline", baseline);
      report.put("steps", steps);
      report.putAll(found.describe());
      report.put("picture", png.toString());
      if (fits != null) {
        SaliencyFits.write(fits, geometry, found.saliency(), release.digest());
        report.put("fits", fits.toString());
      }
      output.print(report, out -> print(out, found));
    }
    return 0;
  }

  private BaselineKind kind() {
    return switch (baseline) {
      case "zero" -> BaselineKind.ZERO;
      case "noise" -> BaselineKind.NOISE;
      default ->
          throw new IllegalArgumentException("--baseline = " + baseline + ", allowed zero, noise");
    };
  }

  private static void print(PrintWriter out, MapExplanation found) {
    out.printf(
        Locale.ROOT,
        "logit %.4f, of the baseline %.4f, completeness error %.2e%n",
        found.saliency().output(),
        found.saliency().baselineOutput(),
        found.saliency().completenessError());
    found
        .idealCorrelation()
        .ifPresent(
            r ->
                out.printf(
                    Locale.ROOT, "correlation with the ideal saliency of Gaussian maps %.3f%n", r));
    int decile = 1;
    for (Region region : found.regions().deciles()) {
      print(out, "decile " + decile++, region);
    }
    print(out, "voids, kappa < 0", found.regions().voids());
    print(out, "peaks, kappa > 3 sigma", found.regions().peaks());
  }

  private static void print(PrintWriter out, String name, Region region) {
    out.printf(
        Locale.ROOT,
        "%-24s area %.4f  total %+.4f  per pixel %+.3e%n",
        name,
        region.areaShare(),
        region.total(),
        region.perPixel());
  }
}
