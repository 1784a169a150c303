package nustream.local.lensing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.bound.LikelihoodRatioDistribution;
import nustream.lensing.physics.bound.TwoClassModes;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The best possible classification. */
@Command(
    name = "bound",
    mixinStandardHelpOptions = true,
    description = {
      "How well any method can tell a Gaussian convergence map of massive neutrinos (--mnu) from"
          + " one of massless neutrinos, all else fixed: with --as (the default) the amplitude of"
          + " the early universe, with --sigma8 that of today.",
      "Starts no service."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  nustream lensing bound --mnu 0.1 --zs 1 --angle 3.5 --npix 512 --lmax 5000 --ngal 30"
            + " --sigma-e 0.3 --json")
public final class BoundCommand implements Callable<Integer> {
  private static final double DEFAULT_MASS_EV = 0.1;

  @Option(
      names = "--angle",
      paramLabel = "DEG",
      defaultValue = "3.5",
      description = "Side of the map in degrees (default: ${DEFAULT-VALUE}).")
  double angle;

  @Option(
      names = "--npix",
      paramLabel = "N",
      defaultValue = "128",
      description = "Pixels per side (default: ${DEFAULT-VALUE}).")
  int pixels;

  @Option(
      names = "--lmax",
      paramLabel = "L",
      description = "Multipoles above are not used (default: all that the pixels hold).")
  Double largestMultipole;

  @Option(
      names = "--ngal",
      paramLabel = "N",
      description = "Galaxies per square arcminute (default: no shape noise).")
  Double galaxies;

  @Option(
      names = "--sigma-e",
      paramLabel = "S",
      description = "Shape noise per ellipticity component (default: 0.3 with --ngal).")
  Double ellipticity;

  @Mixin SpectrumOptions spectrum;
  @Mixin CosmologyOptions universe;
  @Mixin JsonOption json;

  private final Terminal terminal;

  BoundCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Cosmology massive = universe.cosmology(DEFAULT_MASS_EV);
    if (massive.sumMassesEv() == 0) {
      throw new UserError("--mnu 0 leaves nothing to tell apart: give a positive sum of masses");
    }
    TwoClassModes modes = modes(massive);
    GaussianBound bound = GaussianBound.of(modes);
    var exact = new LikelihoodRatioDistribution(modes);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("dprime", bound.dPrime());
    answer.put("accuracy", bound.accuracy());
    answer.put("auc", bound.areaUnderCurve());
    answer.put("modes", bound.modes());
    answer.put("cross_entropy_nats", bound.crossEntropy());
    answer.put("accuracy_exact", exact.accuracy());
    answer.put("auc_exact", exact.areaUnderCurve());
    answer.put("fixed", universe.sigma8 == null ? "as" : "sigma8");
    answer.put("nonlinear", spectrum.nonlinear.name().toLowerCase(Locale.ROOT));
    answer.put("cosmology", CosmologyOptions.described(massive));
    json.print(terminal, answer, () -> print(bound, exact));
    return ExitCode.OK;
  }

  private TwoClassModes modes(Cosmology massive) {
    MapGeometry map = CosmologyOptions.checked(() -> new MapGeometry(angle, pixels));
    Optional<ShapeNoise> noise = noise();
    double most = largestMultipole == null ? Double.POSITIVE_INFINITY : largestMultipole;
    if (!(most >= map.fundamental())) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "--lmax %s leaves no mode: the fundamental of the map is %.1f",
              most,
              map.fundamental()));
    }
    AngularSpectrum massless = spectrum.of(massive.withSumMassesEv(0), terminal);
    AngularSpectrum heavy = spectrum.of(massive, terminal);
    return CosmologyOptions.checked(() -> TwoClassModes.of(map, massless, heavy, noise, most));
  }

  private Optional<ShapeNoise> noise() {
    if (galaxies == null) {
      if (ellipticity != null) {
        throw new UserError("--sigma-e needs --ngal: how many galaxies have that shape noise?");
      }
      return Optional.empty();
    }
    return CosmologyOptions.checked(
        () -> Optional.of(new ShapeNoise(galaxies, ellipticity == null ? 0.3 : ellipticity)));
  }

  private void print(GaussianBound bound, LikelihoodRatioDistribution exact) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "d' = %.4f, accuracy at most %.4f (exact %.4f), area under the ROC at most %.4f, %d"
                + " modes%n",
            bound.dPrime(),
            bound.accuracy(),
            exact.accuracy(),
            bound.areaUnderCurve(),
            bound.modes());
  }
}
