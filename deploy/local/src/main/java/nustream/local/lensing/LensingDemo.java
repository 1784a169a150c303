package nustream.local.lensing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.campaigns.CampaignIds;
import nustream.local.grpc.Endpoints;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import nustream.local.supervisor.ServiceTable;
import nustream.local.system.ServiceTool;

/** The lensing part of the demo: one campaign with the shipped model on what it was trained for. */
public final class LensingDemo {
  private static final MapSeries SERIES = series();

  /** Pixels are noisy one by one: the picture shows sums over neighbourhoods, pixels of sigma. */
  private static final String SMOOTH = "--smooth=2";

  private final Endpoints system;
  private final Home home;
  private final MapMaker maker;
  private final Terminal terminal;

  public LensingDemo(Endpoints system, Home home, Terminal terminal) {
    this.system = system;
    this.home = home;
    this.maker = PowerOptions.mapMaker(home, terminal);
    this.terminal = terminal;
  }

  private static MapSeries series() {
    Cosmology massless = Cosmology.massiveNusFiducial();
    var noise =
        new ShapeNoise(RunCommand.DEFAULT_GALAXIES, Recipe.DEFAULT_ELLIPTICITY_PER_COMPONENT);
    var seen =
        Observation.ideal(new MapGeometry(Recipe.DEFAULT_ANGLE_DEG, Recipe.DEFAULT_PIXELS))
            .withNoise(noise);
    return new MapSeries(
        List.of(massless, massless.withSumMassesEv(RunCommand.DEFAULT_MASS_EV)),
        Recipe.DEFAULT_SOURCE_REDSHIFT,
        seen,
        MapKind.GAUSSIAN,
        NonlinearModel.HMCODE,
        1);
  }

  /** Runs the campaign and shows its progress. */
  public LensingResult run(long maps) throws InterruptedException {
    terminal.say(
        "simulating and classifying %d convergence maps of massless neutrinos and of %s eV",
        maps, RunCommand.DEFAULT_MASS_EV);
    return new LensingCampaign(system, maker, terminal)
        .run(CampaignIds.next("lensing", Clock.systemUTC()), maps, SERIES, "", Optional.empty());
  }

  /**
   * Draws the first map with massive neutrinos beside what each pixel says of them.
   *
   * @return the picture, PNG
   */
  public Path saliency() throws InterruptedException {
    Path folder = home.folder().resolve("demo");
    Path map = folder.resolve("map.fits");
    Path picture = folder.resolve("saliency.png");
    Recipe recipe = SERIES.recipe(1);
    try {
      Files.createDirectories(folder);
      FitsMaps.write(map, new FitsMap(maker.make(recipe), Optional.of(recipe)));
    } catch (IOException e) {
      throw new UserError("cannot write " + map + " (" + e + ")", e);
    }
    terminal.say("explaining one of the maps");
    var installed = Installation.current();
    new ServiceTool(ServiceTable.classifier(installed), installed.classifiers(), "explain")
        .run(List.of(map.toString(), "--out=" + picture, SMOOTH));
    return picture;
  }

  /** Writes the figures. */
  public void print(LensingResult result) {
    new LensingReport(terminal.out()).print(result);
  }
}
