package nustream.classifier.explanation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import nustream.classifier.maps.MapSide;
import nustream.classifier.model.MapPredictor;
import nustream.classifier.model.SquareSymmetry;
import nustream.classifier.training.Candidate;
import nustream.classifier.training.ClassifierTraining;
import nustream.classifier.training.SmallTask;
import nustream.classifier.training.Stopping;
import nustream.classifier.training.TrainingProgress;
import nustream.classifier.training.TrainingSettings;
import nustream.learning.attribution.Attribution;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny network, trained on an easy case, is explained. */
class MapExplainerTest {
  private static final int SIDE = 32;

  @TempDir static Path folder;
  private static TrainingSettings settings;
  private static Candidate trained;
  private static MapExplainer explainer;

  @BeforeAll
  static void train() throws IOException, InterruptedException {
    settings = SmallTask.settings(5, false, new Stopping(40, 40, 64, 600, 5));
    trained =
        new ClassifierTraining(settings, SmallTask.maps(5), folder.resolve("training"))
            .run(TrainingProgress.NONE);
    explainer =
        MapExplainer.of(settings.network(), SIDE, trained.parameters(), trained.statistics());
  }

  @AfterAll
  static void close() {
    explainer.close();
  }

  private static float[] map(int n) {
    float[] map = new float[SIDE * SIDE];
    SmallTask.maps(77).get().write(n % 2 * SmallTask.MASS_EV, MapSide.TEST.index(n), map, 0);
    return map;
  }

  private static ExplanationSettings with(BaselineKind baseline, int pairs, boolean symmetrise) {
    return new ExplanationSettings(baseline, pairs, 32, 16, symmetrise, 3);
  }

  @Test
  void theExplainedLogitIsThatOfThePredictor() {
    float[] map = map(1);
    Attribution found = explainer.explain(map, with(BaselineKind.NOISE, 1, false));
    Attribution turned = explainer.explain(map, with(BaselineKind.NOISE, 1, true));
    try (MapPredictor predictor =
        MapPredictor.of(settings.network(), SIDE, trained.parameters(), trained.statistics())) {
      assertEquals(predictor.predict(map).get(0).logit(), found.output(), 1e-5);
      assertEquals(predictor.predictSymmetrised(map).get(0).logit(), turned.output(), 1e-5);
    }
  }

  /** The tolerance that is asked of 50 nodes, at 32 of them. */
  @Test
  void attributionsAddUpToTheLogit() {
    for (BaselineKind baseline : BaselineKind.values()) {
      Attribution found = explainer.explain(map(2), with(baseline, 4, false));
      double change = Math.abs(found.output() - found.baselineOutput());
      assertTrue(
          Math.abs(found.completenessError()) <= 1e-3 * change + 1e-4,
          baseline + ": error " + found.completenessError() + " of " + change);
    }
  }

  /** A network near its bound looks where the best classifier looks. */
  @Test
  void theSaliencyIsThatOfTheLikelihoodRatio() {
    Explanations explanations =
        new Explanations(SmallTask.UNIVERSE, new MapMaker(SmallTask.SPECTRA));
    for (BaselineKind baseline : BaselineKind.values()) {
      double sum = 0;
      for (int n = 0; n < 4; n++) {
        Recipe recipe = SmallTask.UNIVERSE.recipe(n % 2 * SmallTask.MASS_EV, 77, n);
        FitsMap map = FitsMaps.of(new MapMaker(SmallTask.SPECTRA).make(recipe));
        sum +=
            explanations
                .explain(explainer, map, with(baseline, 4, false))
                .idealCorrelation()
                .getAsDouble();
      }
      // Noise baselines leave the noise of their own cross terms.
      double least = baseline == BaselineKind.ZERO ? 0.9 : 0.75;
      assertTrue(sum / 4 > least, baseline + ": mean correlation " + sum / 4);
    }
  }

  @Test
  void aTurnedMapHasATurnedSaliency() {
    float[] map = map(3);
    float[] turned = new float[map.length];
    SquareSymmetry.QUARTER_TURN.apply(map, 0, SIDE, turned, 0);
    double[] of = explainer.explain(map, with(BaselineKind.ZERO, 1, true)).values();
    double[] ofTurned = explainer.explain(turned, with(BaselineKind.ZERO, 1, true)).values();
    float[] expected = new float[map.length];
    float[] flat = new float[map.length];
    double largest = 0;
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) of[i];
      largest = Math.max(largest, Math.abs(of[i]));
    }
    SquareSymmetry.QUARTER_TURN.apply(flat, 0, SIDE, expected, 0);
    double[] wanted = new double[map.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = expected[i];
    }
    assertArrayEquals(wanted, ofTurned, 1e-4 * largest); // float32
  }

  @Test
  void mapsOfAKnownRecipeAreSortedByTheirSignalToo() {
    Recipe recipe = SmallTask.UNIVERSE.recipe(0, 77, 9);
    MapMaker maker = new MapMaker(SmallTask.SPECTRA);
    FitsMap map = new FitsMap(maker.make(recipe), Optional.of(recipe));
    MapExplanation found =
        new Explanations(SmallTask.UNIVERSE, maker)
            .explain(explainer, map, with(BaselineKind.NOISE, 1, false));
    SaliencyRegions signal = found.signalRegions().orElseThrow();
    // Without noise the map is flatter: its deciles span less.
    assertTrue(signal.deciles().get(9).mostKappa() < found.regions().deciles().get(9).mostKappa());
    double total = signal.deciles().stream().mapToDouble(Region::total).sum();
    assertEquals(found.saliency().sum(), total, 1e-9 * Math.abs(total) + 1e-9);
  }

  /** What the regions of a pair add up to is the difference of its logits, the means removed. */
  @Test
  void aSurveyAddsUpAndIsWritten() throws IOException {
    try (MapExplainer centred =
        MapExplainer.centred(
            settings.network(), SIDE, trained.parameters(), trained.statistics())) {
      for (BaselineKind baseline : BaselineKind.values()) {
        survey(centred, with(baseline, 1, false));
      }
    }
  }

  private void survey(MapExplainer centred, ExplanationSettings how) throws IOException {
    AttributionSurvey survey =
        new AttributionSurvey(SmallTask.UNIVERSE, new MapMaker(SmallTask.SPECTRA), centred, how);
    double logits = 0;
    for (int n = 0; n < 4; n++) {
      survey.addPair(77, n);
      for (int label = 0; label < 2; label++) {
        float[] map = new float[SIDE * SIDE];
        SmallTask.maps(77).get().write(label * SmallTask.MASS_EV, MapSide.TEST.index(n), map, 0);
        double logit = centred.explain(map, how).output();
        logits += (label == 1 ? logit : -logit) / 4;
      }
    }
    assertTrue(logits > 0.5, "no difference to explain: " + logits);
    assertEquals(6, survey.found().size());
    assertEquals(2, survey.main().size());
    survey
        .main()
        .forEach(
            (key, found) -> {
              assertEquals(AttributionSurvey.DIFFERENCE, key.maps());
              assertEquals(4, found.maps());
            });
    for (RegionSurvey found : survey.main().values()) {
      List<RegionMean> means = found.means();
      double sum = means.subList(0, 10).stream().mapToDouble(RegionMean::total).sum();
      assertEquals(logits, sum, 0.02 * logits + 0.01);
    }
    Path csv = folder.resolve("survey.csv");
    SurveyTable.write(survey.found(), csv);
    assertEquals(1 + 6 * 13, Files.readAllLines(csv).size());
    StringWriter text = new StringWriter();
    SurveyTable.print(new PrintWriter(text, true), survey.main());
    assertTrue(text.toString().contains("difference of 4 pairs, pixels sorted by the map without"));
    assertEquals(13, ((List<?>) SurveyTable.describe(survey.main()).get(0).get("regions")).size());
    Path png = folder.resolve("survey.png");
    SurveyPicture.write(survey.main(), "test", png);
    assertEquals(1100, ImageIO.read(png.toFile()).getWidth());
  }

  /** A constant added to a map changes nothing, and no pixel is given anything for it. */
  @Test
  void centredAttributionsIgnoreTheMean() {
    float[] map = map(6);
    float[] shifted = map.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += 0.01f;
    }
    try (MapExplainer centred =
        MapExplainer.centred(
            settings.network(), SIDE, trained.parameters(), trained.statistics())) {
      Attribution one = centred.explain(map, 0.03, with(BaselineKind.NOISE, 1, false));
      Attribution two = centred.explain(shifted, 0.03, with(BaselineKind.NOISE, 1, false));
      assertEquals(one.output(), two.output(), 1e-3);
      assertEquals(one.sum(), two.sum(), 1e-3 * Math.abs(one.sum()) + 1e-3);
    }
  }

  @Test
  void saliencyIsWrittenAsPictureAndFits() throws IOException {
    float[] map = map(4);
    Attribution saliency = explainer.explain(map, ExplanationSettings.defaults());
    Path png = folder.resolve("saliency.png");
    SaliencyPicture.write(SIDE, map, saliency.values(), 1.5, png);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertTrue(picture.getWidth() > 2 * picture.getHeight());

    Path fits = folder.resolve("saliency.fits");
    SaliencyFits.write(fits, SmallTask.TASK.geometry(), saliency, "sha256:0123");
    FitsMap read = FitsMaps.read(fits);
    assertEquals(SmallTask.TASK.geometry().angleDeg(), read.map().geometry().angleDeg(), 1e-9);
    for (int i = 0; i < map.length; i++) {
      assertEquals((float) saliency.values()[i], read.map().pixels()[i]);
    }
    String header = Files.readString(fits, StandardCharsets.ISO_8859_1);
    assertTrue(header.contains("OBJECT  = 'saliency"), header.substring(0, 2880));
    assertTrue(header.contains("COMPLERR="), header.substring(0, 2880));
  }
}
