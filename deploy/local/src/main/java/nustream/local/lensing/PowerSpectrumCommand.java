package nustream.local.lensing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.local.Terminal;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Convergence power spectra. */
@Command(
    name = "power-spectrum",
    mixinStandardHelpOptions = true,
    description = {
      "Power spectrum C_l of the convergence (steradian, no noise) of a source plane, in Limber's"
          + " approximation.",
      "Starts no service."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing power-spectrum --zs 1 --ell 100,1000,10000 --mnu 0.1 --nonlinear halofit"
          + " --json",
      "  nustream lensing power-spectrum --zs 2 --ell 500 --sigma8 0.8 --nonlinear linear"
    })
public final class PowerSpectrumCommand implements Callable<Integer> {
  @Option(
      names = "--ell",
      required = true,
      paramLabel = "L1,L2,...",
      description = "Multipoles, 1 to 100000; the approximation is good to 1e-3 above 20.")
  String multipoles;

  @Mixin SpectrumOptions spectrum;
  @Mixin LinearOption linear;
  @Mixin CosmologyOptions universe;
  @Mixin JsonOption json;

  private final Terminal terminal;

  PowerSpectrumCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    double[] l = NumberList.parse("--ell", multipoles, 1, 1e5);
    Cosmology cosmology = universe.cosmology(0);
    AngularSpectrum power = spectrum.of(cosmology, linear, terminal);
    double[] cl = Arrays.stream(l).map(power::at).toArray();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("ell", l);
    answer.put("cl", cl);
    answer.put("zs", spectrum.sourceRedshift);
    answer.put("nonlinear", spectrum.nonlinear.name().toLowerCase(Locale.ROOT));
    linear.describe(answer, cosmology);
    answer.put("cosmology", CosmologyOptions.described(cosmology));
    json.print(
        terminal,
        answer,
        () -> {
          terminal.out().printf("%12s %16s%n", "l", "C_l (sr)");
          for (int i = 0; i < l.length; i++) {
            terminal.out().printf(Locale.ROOT, "%12.6g %16.6g%n", l[i], cl[i]);
          }
          linear.print(cosmology, terminal);
        });
    return ExitCode.OK;
  }
}
