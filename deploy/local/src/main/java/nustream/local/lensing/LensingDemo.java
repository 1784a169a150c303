package nustream.local.lensing;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.local.Terminal;
import nustream.local.campaigns.CampaignIds;
import nustream.local.home.Home;
import nustream.local.home.SystemState;

/** The lensing part of the demo: one campaign with the shipped model on what it was trained for. */
public final class LensingDemo {
  private static final long SEED = 1;

  private final SystemState system;
  private final Home home;
  private final Terminal terminal;

  public LensingDemo(SystemState system, Home home, Terminal terminal) {
    this.system = system;
    this.home = home;
    this.terminal = terminal;
  }

  /** Runs the campaign and shows its progress. */
  public LensingResult run(long maps) throws InterruptedException {
    Cosmology massless = Cosmology.massiveNusFiducial();
    Cosmology massive = massless.withSumMassesEv(RunCommand.DEFAULT_MASS_EV);
    var noise =
        new ShapeNoise(RunCommand.DEFAULT_GALAXIES, Recipe.DEFAULT_ELLIPTICITY_PER_COMPONENT);
    var seen =
        new Observation(
            new MapGeometry(Recipe.DEFAULT_ANGLE_DEG, Recipe.DEFAULT_PIXELS),
            Optional.of(noise),
            0,
            Double.POSITIVE_INFINITY,
            1);
    var series =
        new MapSeries(
            List.of(massless, massive),
            Recipe.DEFAULT_SOURCE_REDSHIFT,
            seen,
            MapKind.GAUSSIAN,
            NonlinearModel.HMCODE,
            SEED);
    terminal.say(
        "simulating and classifying %d convergence maps of massless neutrinos and of %s eV",
        maps, RunCommand.DEFAULT_MASS_EV);
    return new LensingCampaign(system, PowerOptions.mapMaker(home, terminal), terminal)
        .run(CampaignIds.next("lensing", Clock.systemUTC()), maps, series, "", Optional.empty());
  }

  /** Writes the figures. */
  public void print(LensingResult result) {
    new LensingReport(terminal.out()).print(result);
  }
}
