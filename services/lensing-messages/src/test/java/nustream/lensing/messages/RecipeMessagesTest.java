package nustream.lensing.messages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.MassHierarchy;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RecipeMessagesTest {
  private static final Cosmology UNUSUAL =
      Cosmology.massiveNusFiducial()
          .withSumMassesEv(0.15)
          .withHierarchy(MassHierarchy.INVERTED)
          .withAmplitude(new Amplitude.Sigma8(0.81));

  private static final Observation NOISY =
      new Observation(new MapGeometry(5, 64), Optional.of(new ShapeNoise(30, 0.26)), 1.5, 4000, 2);

  @Test
  void anEmptyMessageHasTheDefaultsOfTheContract() {
    Recipe recipe = RecipeMessages.of("recipe", nustream.lensing.v1.Recipe.getDefaultInstance());
    assertEquals(Cosmology.massiveNusFiducial(), recipe.cosmology());
    assertEquals(1, recipe.sourceRedshift());
    assertEquals(Observation.ideal(new MapGeometry(3.5, 128)), recipe.observation());
    assertEquals(MapKind.GAUSSIAN, recipe.kind());
    assertEquals(NonlinearModel.HMCODE, recipe.nonlinear());
    assertEquals(1, recipe.generatorVersion());
    assertEquals(Optional.empty(), recipe.twoPointOf());
    var galaxies = nustream.lensing.v1.Observation.newBuilder().setGalaxiesPerArcmin2(20).build();
    assertEquals(
        Optional.of(new ShapeNoise(20, 0.3)), ObservationMessages.of("o", galaxies).noise());
  }

  @Test
  void recipesAndSeriesComeBackAsTheyWere() {
    Recipe recipe =
        new Recipe(
            UNUSUAL,
            2.5,
            NOISY,
            MapKind.LOGNORMAL,
            NonlinearModel.HALOFIT,
            -7,
            12,
            3,
            Optional.of(Cosmology.massiveNusFiducial()));
    assertEquals(recipe, RecipeMessages.of("recipe", RecipeMessages.message(recipe)));
    MapSeries series =
        new MapSeries(
            List.of(Cosmology.massiveNusFiducial(), UNUSUAL),
            1,
            NOISY,
            MapKind.LIGHTCONE,
            NonlinearModel.LINEAR,
            5);
    assertEquals(series, RecipeMessages.of("series", RecipeMessages.message(series)));
  }

  @Test
  void mapsComeBackAsTheyWere() {
    MapSeries series =
        new MapSeries(
            List.of(Cosmology.massiveNusFiducial(), UNUSUAL),
            1,
            Observation.ideal(new MapGeometry(3.5, 8)),
            MapKind.GAUSSIAN,
            NonlinearModel.LINEAR,
            5);
    float[] pixels = new float[64];
    pixels[9] = -0.25f;
    pixels[63] = Float.MIN_VALUE;
    var map = new ConvergenceMap(new MapGeometry(3.5, 8), pixels);
    var message = MapMessages.message("c1", "model", series, 7, map);
    assertEquals("c1/7", message.getId());
    assertEquals(1, message.getLabel());
    assertEquals(series.recipe(7), MapMessages.recipe(message));
    assertArrayEquals(pixels, MapMessages.map(message).pixels());
    // Little endian, row by row: -0.25f is 0xbe800000.
    assertEquals(
        ByteString.copyFrom(new byte[] {0, 0, (byte) 0x80, (byte) 0xbe}),
        message.getPixels().substring(36, 40));
    var sent = MapMessages.pixelMap(map);
    assertArrayEquals(pixels, MapMessages.map("pixel_map", sent).pixels());

    pixels[9] = Float.NaN;
    assertRefused(
        "pixels in row 1, column 1 is NaN; allowed: a finite number",
        () -> MapMessages.map(MapMessages.message(series, 0, map)));
    assertRefused(
        "length of pixel_map.values is 256; allowed: 324 to 324",
        () -> MapMessages.map("pixel_map", sent.toBuilder().setPixels(9).build()));
  }

  @Test
  void whatIsNotAllowedIsToldWithPathAndValue() {
    assertRefused("x.h is 7.0; allowed: 0.3 to 1.2", () -> cosmology(c -> c.setH(7)));
    assertRefused(
        "x.omega_m is NaN; allowed: 0.05 to 0.95", () -> cosmology(c -> c.setOmegaM(Double.NaN)));
    assertRefused(
        "x.omega_b_h2 is 0.0; allowed: 0.005 to 0.1", () -> cosmology(c -> c.setOmegaBH2(0)));
    assertRefused("x.n_s is 9.0; allowed: 0.5 to 1.5", () -> cosmology(c -> c.setNS(9)));
    assertRefused("x.a_s is 0.0; allowed: 1.0E-11 to 1.0E-7", () -> cosmology(c -> c.setAS(0)));
    assertRefused("x.sigma8 is 9.0; allowed: 0.05 to 3.0", () -> cosmology(c -> c.setSigma8(9)));
    assertRefused(
        "x.sum_mnu_ev is -0.1; allowed: 0.0 to 2.0", () -> cosmology(c -> c.setSumMnuEv(-0.1)));
    assertRefused(
        "x.hierarchy is UNRECOGNIZED; allowed: one of [DEGENERATE, NORMAL, INVERTED]",
        () -> cosmology(c -> c.setHierarchyValue(9)));
    assertRefused(
        "x: sum of neutrino masses = 0.03 eV is below the least sum 0.05878 eV of the normal"
            + " hierarchy; 0 is allowed for massless neutrinos",
        () -> cosmology(c -> c.setSumMnuEv(0.03).setHierarchyValue(2)));
    assertRefused(
        "x.source_redshift is 0.0; allowed: above 0, at most 20.0",
        () -> observation(o -> o.setSourceRedshift(0)));
    assertRefused(
        "x.angle_deg is 31.0; allowed: above 0, at most 30.0",
        () -> observation(o -> o.setAngleDeg(31)));
    assertRefused(
        "x.pixels is 4294967295; allowed: 8 to 4096", () -> observation(o -> o.setPixels(-1)));
    assertRefused(
        "x.galaxies_per_arcmin2 is -1.0; allowed: 0.0 to 10000.0",
        () -> observation(o -> o.setGalaxiesPerArcmin2(-1)));
    assertRefused(
        "x.sigma_e is 0.0; allowed: above 0, at most 2.0", () -> observation(o -> o.setSigmaE(0)));
    assertRefused(
        "x.smoothing_arcmin is 61.0; allowed: 0.0 to 60.0",
        () -> observation(o -> o.setSmoothingArcmin(61)));
    assertRefused(
        "x.l_max is 10.0; allowed: 0 for none, or at least the fundamental of the map, 102.857",
        () -> observation(o -> o.setLMax(10)));
    assertRefused("x.margin is 5; allowed: 0 to 4", () -> observation(o -> o.setMargin(5)));
    assertRefused(
        "number of s.cosmologies is 0; allowed: 1 to 8",
        () -> RecipeMessages.of("s", nustream.lensing.v1.MapSeries.getDefaultInstance()));
    var scaled =
        nustream.lensing.v1.Recipe.newBuilder()
            .setKind(nustream.lensing.v1.MapKind.MAP_KIND_LIGHTCONE)
            .setTwoPointOf(nustream.lensing.v1.Cosmology.getDefaultInstance());
    assertRefused(
        "r: scaling the two-point function is not allowed for map kind = LIGHTCONE: only for"
            + " GAUSSIAN and LOGNORMAL",
        () -> RecipeMessages.of("r", scaled.build()));
  }

  private static void cosmology(
      java.util.function.UnaryOperator<nustream.lensing.v1.Cosmology.Builder> change) {
    CosmologyMessages.of("x", change.apply(nustream.lensing.v1.Cosmology.newBuilder()).build());
  }

  private static void observation(
      java.util.function.UnaryOperator<nustream.lensing.v1.Observation.Builder> change) {
    var message = change.apply(nustream.lensing.v1.Observation.newBuilder()).build();
    ObservationMessages.sourceRedshift("x", message);
    ObservationMessages.of("x", message);
  }

  private static void assertRefused(String message, Executable step) {
    var refused = assertThrows(NustreamException.class, step);
    assertEquals(message, refused.getMessage());
    assertEquals(ErrorWord.INVALID_FIELD, refused.word());
  }
}
