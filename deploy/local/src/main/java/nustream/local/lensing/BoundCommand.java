package nustream.local.lensing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.bound.LikelihoodRatioDistribution;
import nustream.lensing.physics.bound.TwoClassModes;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

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
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing bound --mnu 0.1 --zs 1 --angle 3.5 --npix 512 --lmax 5000 --ngal 30"
          + " --sigma-e 0.3 --json",
      "  nustream lensing bound --mnu 0.06 --sigma8 0.8 --zs 2"
    })
public final class BoundCommand implements Callable<Integer> {
  private static final double DEFAULT_MASS_EV = 0.1;

  @Mixin ObservationOptions observation;
  @Mixin SpectrumOptions spectrum;
  @Mixin LinearOption linear;
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
    linear.describe(answer, massive);
    answer.put("cosmology", CosmologyOptions.described(massive));
    json.print(
        terminal,
        answer,
        () -> {
          print(bound, exact);
          linear.print(massive, terminal);
        });
    return ExitCode.OK;
  }

  private TwoClassModes modes(Cosmology massive) {
    Observation seen = observation.observation(0);
    AngularSpectrum massless = spectrum.of(massive.withSumMassesEv(0), linear, terminal);
    AngularSpectrum heavy = spectrum.of(massive, linear, terminal);
    return CosmologyOptions.checked(
        () ->
            TwoClassModes.of(
                seen.geometry(), massless, heavy, seen.noise(), seen.largestMultipole()));
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
