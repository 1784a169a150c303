package nustream.local.lensing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.boltzmann.TransferTable;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.linear.LinearSpectra;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Linear matter power. */
@Command(
    name = "linear-power",
    mixinStandardHelpOptions = true,
    description = {
      "Linear matter power in (Mpc/h)^3: of all matter, and of cold dark matter and baryons; and"
          + " sigma8 at z = 0.",
      "From a solution of the Einstein-Boltzmann equations, unless --linear says otherwise. Starts"
          + " no service."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing linear-power --z 0 --k 0.01,0.1,1 --mnu 0.1 --json",
      "  nustream lensing linear-power --z 1 --k 0.1 --mnu 0.3 --hierarchy inverted"
    })
public final class LinearPowerCommand implements Callable<Integer> {
  @Option(
      names = "--z",
      paramLabel = "Z",
      defaultValue = "0",
      description = "Redshift, 0 to 99 (default: ${DEFAULT-VALUE}).")
  double redshift;

  @Option(
      names = "--k",
      required = true,
      paramLabel = "K1,K2,...",
      description = "Wavenumbers in h/Mpc, 1e-5 to 1000; from 1e-3 to 10 good to 0.1 %%.")
  String wavenumbers;

  @Mixin CosmologyOptions universe;
  @Mixin PowerOptions power;
  @Mixin LinearOption linear;
  @Mixin JsonOption json;

  private final Terminal terminal;

  LinearPowerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    double[] k = NumberList.parse("--k", wavenumbers, 1e-5, 1e3);
    if (!(redshift >= 0 && redshift <= TransferTable.largestRedshift())) {
      throw new UserError("--z " + redshift + " is not allowed: from 0 to 99");
    }
    Cosmology cosmology = universe.cosmology(0);
    LinearPower solved = linear.power(cosmology, power, terminal);
    LinearSpectra spectra = solved.at(redshift);
    double[] total = Arrays.stream(k).map(spectra.total()::at).toArray();
    double[] cold = Arrays.stream(k).map(spectra.cold()::at).toArray();
    double sigma8 = solved.sigma8(0);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("k", k);
    answer.put("p_total", total);
    answer.put("p_cb", cold);
    answer.put("sigma8", sigma8);
    answer.put("z", redshift);
    answer.put("as", solved.primordialAmplitude());
    linear.describe(answer, cosmology);
    answer.put("cosmology", CosmologyOptions.described(cosmology));
    json.print(
        terminal,
        answer,
        () -> {
          terminal.out().printf(Locale.ROOT, "z = %s, sigma8(0) = %.5f%n", redshift, sigma8);
          terminal.out().printf("%14s %16s %16s%n", "k (h/Mpc)", "P total", "P cold + baryons");
          for (int i = 0; i < k.length; i++) {
            terminal.out().printf(Locale.ROOT, "%14.6g %16.6g %16.6g%n", k[i], total[i], cold[i]);
          }
          linear.print(cosmology, terminal);
        });
    return ExitCode.OK;
  }
}
