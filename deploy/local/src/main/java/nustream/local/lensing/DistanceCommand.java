package nustream.local.lensing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Cosmology;
import nustream.local.Terminal;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Comoving distances. */
@Command(
    name = "distance",
    mixinStandardHelpOptions = true,
    description = {
      "Comoving distances in Mpc, with photons and massive neutrinos in the expansion.",
      "Starts no service."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing distance --z 0.5,1,2 --mnu 0.1 --json",
      "  nustream lensing distance --z 1100 --h 0.67 --omega-m 0.32"
    })
public final class DistanceCommand implements Callable<Integer> {
  /** Before that the early universe is not this model's. */
  private static final double LARGEST_REDSHIFT = 1e4;

  @Option(
      names = "--z",
      required = true,
      paramLabel = "Z1,Z2,...",
      description = "Redshifts, 0 to 10000.")
  String redshifts;

  @Mixin CosmologyOptions universe;
  @Mixin JsonOption json;

  private final Terminal terminal;

  DistanceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    double[] z = NumberList.parse("--z", redshifts, 0, LARGEST_REDSHIFT);
    Cosmology cosmology = universe.cosmology(0);
    Background background = CosmologyOptions.checked(() -> new Background(cosmology));
    double[] distance = Arrays.stream(z).map(background::comovingDistance).toArray();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("z", z);
    answer.put("comoving_mpc", distance);
    answer.put("cosmology", CosmologyOptions.described(cosmology));
    json.print(
        terminal,
        answer,
        () -> {
          terminal.out().printf("%12s %18s%n", "z", "comoving (Mpc)");
          for (int i = 0; i < z.length; i++) {
            terminal.out().printf(Locale.ROOT, "%12.6g %18.6f%n", z[i], distance[i]);
          }
        });
    return ExitCode.OK;
  }
}
