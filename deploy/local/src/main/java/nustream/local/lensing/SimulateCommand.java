package nustream.local.lensing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Convergence maps as files. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates convergence maps and writes them as FITS files or as one file of NumPy's arrays,"
          + " with the recipe that makes them again.",
      "Maps that differ in --mnu alone share phases and noise. Starts no service."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing simulate --kind gaussian --zs 1 --angle 3.5 --npix 128 --count 4 --seed 1"
          + " --mnu 0.1 --out maps",
      "  nustream lensing simulate --mnu 0.1 --count 1000 --out-file maps.npz",
      "  nustream lensing simulate --kind lognormal --zs 2 --ngal 30 --sigma-e 0.3 --count 10 --out"
          + " noisy"
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_MAPS = 100_000;

  @Option(
      names = "--count",
      paramLabel = "C",
      defaultValue = "1",
      description = "Maps, 1 to 100,000 (default: ${DEFAULT-VALUE}).")
  int count;

  @ArgGroup(exclusive = true, multiplicity = "1")
  MapTarget target;

  @Mixin MapOptions map;
  @Mixin CosmologyOptions universe;
  @Mixin JsonOption json;

  private final Terminal terminal;

  SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (count < 1 || count > MOST_MAPS) {
      throw new UserError("--count " + count + " is not allowed: from 1 to " + MOST_MAPS);
    }
    Cosmology cosmology = universe.cosmology(0);
    MapSeries series = map.series(List.of(cosmology), 0);
    MapMaker maker = map.spectrum.power.mapMaker(terminal);
    CosmologyOptions.checked(
        () -> {
          maker.check(series.recipe(0));
          return null;
        });
    target.check();
    List<String> files = target.write(series, maker, count, terminal);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("files", files);
    answer.put("kind", lower(map.kind));
    answer.put("zs", series.sourceRedshift());
    answer.put("angle_deg", map.observation.angle);
    answer.put("npix", map.observation.pixels);
    answer.put("nonlinear", lower(series.nonlinear()));
    answer.put("seed", map.seed);
    answer.put("generator_version", MapSimulator.GENERATOR_VERSION);
    answer.put("cosmology", CosmologyOptions.described(cosmology));
    json.print(
        terminal,
        answer,
        () ->
            terminal
                .out()
                .println(
                    count
                        + " maps: "
                        + files.get(0)
                        + (files.size() > 1 ? " ... " + files.get(files.size() - 1) : "")));
    return ExitCode.OK;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
