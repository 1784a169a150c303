package nustream.local.lensing;

import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.limber.ConvergenceSpectra;
import nustream.lensing.physics.limber.Sources;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.local.Terminal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which convergence spectrum. */
final class SpectrumOptions {
  @Option(
      names = "--zs",
      paramLabel = "Z",
      defaultValue = "1",
      description =
          "Redshift of the source plane, above 0, at most 20 (default: ${DEFAULT-VALUE}).")
  double sourceRedshift;

  @Option(
      names = "--nonlinear",
      paramLabel = "MODEL",
      defaultValue = "hmcode",
      description =
          "Nonlinear power: hmcode (HMcode-2020), halofit, or linear (default: ${DEFAULT-VALUE}).")
  NonlinearModel nonlinear;

  @Mixin PowerOptions power;

  AngularSpectrum of(Cosmology cosmology, LinearOption theory, Terminal terminal) {
    Sources.Plane sources = CosmologyOptions.checked(() -> Sources.plane(sourceRedshift));
    LinearPower linear = theory.power(cosmology, power, terminal);
    return CosmologyOptions.checked(
        () -> new ConvergenceSpectra(linear, nonlinear, sourceRedshift).of(sources));
  }
}
