package nustream.classifier.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.explanation.AttributionSurvey;
import nustream.classifier.explanation.BaselineKind;
import nustream.classifier.explanation.ExplanationSettings;
import nustream.classifier.explanation.Explanations;
import nustream.classifier.explanation.MapExplainer;
import nustream.classifier.explanation.MapExplanation;
import nustream.classifier.explanation.Region;
import nustream.classifier.explanation.SaliencyFits;
import nustream.classifier.explanation.SaliencyPicture;
import nustream.classifier.explanation.SurveyPicture;
import nustream.classifier.explanation.SurveyTable;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.MapCheck;
import nustream.classifier.model.ModelFile;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which parts of a map speak for massive neutrinos. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Attribute the logit for a map to its pixels by integrated gradients; write map and"
            + " saliency as a picture, the saliency as FITS, and sums by convergence. For several"
            + " maps: where the attribution lies on average, with standard errors.")
final class ExplainCommand implements Callable<Integer> {
  private static final int MOST_MAPS = 100_000;

  /** Maps between two lines of progress. */
  private static final int PROGRESS = 20;

  @Spec private CommandSpec spec;

  @Mixin private ModelOptions model;

  @Parameters(
      paramLabel = "FILE.fits",
      arity = "0..*",
      description = "The map; of several, or with --count, means by region are given.")
  private List<Path> files = List.of();

  @Option(
      names = "--count",
      description = "Instead of files: so many fresh pairs of maps of both classes, 2 to 100000.")
  private Integer count;

  @Option(
      names = "--map-seed",
      description = "Of the fresh maps (default: ${DEFAULT-VALUE}).",
      defaultValue = "20261130")
  private long mapSeed;

  @Option(names = "--csv", description = "Table to write, of several maps.")
  private Path csv;

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
    boolean one = files.size() == 1 && count == null;
    requireSensible(one);
    ModelRelease release = model.load();
    Spectra spectra = cache.open();
    TaskUniverse universe = new TaskUniverse(ModelFile.task(release.card()), spectra);
    MapMaker maker = new MapMaker(spectra);
    Map<String, Object> report = new LinkedHashMap<>();
    if (one) {
      report.put("file", files.get(0).toString());
    }
    report.put("model_digest", release.digest());
    report.put("baseline", baseline);
    report.put("steps", steps);
    try (MapExplainer explainer =
        one ? MapExplainer.open(release) : MapExplainer.centred(release)) {
      if (one) {
        explainOne(new Explanations(universe, maker), explainer, settings, release, report);
      } else {
        survey(new AttributionSurvey(universe, maker, explainer, settings), release, report);
      }
    }
    return 0;
  }

  private void requireSensible(boolean one) {
    if (files.isEmpty() == (count == null)) {
      throw new IllegalArgumentException(
          "files = " + files.size() + ", --count = " + count + ", allowed one or the other");
    }
    int maps = count == null ? files.size() : count;
    if (maps > MOST_MAPS || (maps < 2 && !one)) {
      throw new IllegalArgumentException("maps = " + maps + ", allowed 2 to " + MOST_MAPS);
    }
    if (one && csv != null) {
      throw new IllegalArgumentException(
          "--csv is not allowed with one map: its regions are in the report");
    }
    if (!one && (fits != null || smoothPixels != 0)) {
      throw new IllegalArgumentException(
          "--fits and --smooth are not allowed with several maps: there is no one saliency");
    }
  }

  private void explainOne(
      Explanations explanations,
      MapExplainer explainer,
      ExplanationSettings settings,
      ModelRelease release,
      Map<String, Object> report)
      throws IOException {
    FitsMap map = read(files.get(0), release);
    MapGeometry geometry = map.map().geometry();
    MapExplanation found = explanations.explain(explainer, map, settings);
    SaliencyPicture.write(
        geometry.pixels(), map.map().pixels(), found.saliency().values(), smoothPixels, png);
    report.putAll(found.describe());
    report.put("picture", png.toString());
    if (fits != null) {
      SaliencyFits.write(fits, geometry, found.saliency(), release.digest());
      report.put("fits", fits.toString());
    }
    output.print(report, out -> print(out, found));
  }

  private void survey(AttributionSurvey survey, ModelRelease release, Map<String, Object> report)
      throws IOException {
    int maps = count == null ? files.size() : count;
    for (int n = 0; n < maps; n++) {
      if (count == null) {
        survey.add(read(files.get(n), release), n);
      } else {
        survey.addPair(mapSeed, n);
      }
      if ((n + 1) % PROGRESS == 0 || n + 1 == maps) {
        spec.commandLine().getErr().printf("explained=%d of=%d%n", n + 1, maps);
        spec.commandLine().getErr().flush();
      }
    }
    SurveyPicture.write(survey.main(), "Attribution by region, " + release.name(), png);
    if (csv != null) {
      SurveyTable.write(survey.found(), csv);
      report.put("csv", csv.toString());
    }
    if (count != null) {
      report.put("map_seed", mapSeed);
    }
    report.put("surveys", SurveyTable.describe(survey.found()));
    report.put("picture", png.toString());
    output.print(report, out -> SurveyTable.print(out, survey.main()));
  }

  private static FitsMap read(Path file, ModelRelease release) throws IOException {
    FitsMap map = FitsMaps.read(file);
    MapGeometry geometry = map.map().geometry();
    new MapCheck(ModelFile.task(release.card()).geometry())
        .require(geometry.pixels(), geometry.angleDeg(), map.map().pixels());
    return map;
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
