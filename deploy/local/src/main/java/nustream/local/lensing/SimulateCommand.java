package nustream.local.lensing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Convergence maps as FITS files. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates convergence maps and writes them as FITS files, each with the recipe that makes it"
          + " again in its header.",
      "Maps that differ in --mnu alone share phases and noise. Starts no service."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing simulate --kind gaussian --zs 1 --angle 3.5 --npix 128 --count 4 --seed 1"
          + " --mnu 0.1 --out maps",
      "  nustream lensing simulate --kind lognormal --zs 2 --ngal 30 --sigma-e 0.3 --count 10 --out"
          + " noisy"
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_MAPS = 100_000;
  private static final int REDRAW_MS = 200;
  private static final int WIDTH = 90;

  @Option(
      names = "--count",
      paramLabel = "C",
      defaultValue = "1",
      description = "Maps, 1 to 100,000 (default: ${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the files; made where there is none.")
  Path folder;

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
    List<String> files = write(series, maker);
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
                .printf("%d maps: %s ... %s%n", count, files.get(0), files.get(files.size() - 1)));
    return ExitCode.OK;
  }

  private List<String> write(MapSeries series, MapMaker maker) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserError("--out " + folder + ": cannot make this folder (" + e + ")", e);
    }
    // The first map sets up what the others share: errors of the series show here.
    var files = new ArrayList<String>();
    try (ProgressBar bar = terminal.interactive() ? bar() : null) {
      files.add(write(series.recipe(0), maker, bar));
      IntStream.range(1, count)
          .parallel()
          .mapToObj(i -> write(series.recipe(i), maker, bar))
          .forEachOrdered(files::add);
    }
    return files;
  }

  private String write(Recipe recipe, MapMaker maker, ProgressBar bar) {
    Path file = folder.resolve(name(recipe));
    var made = CosmologyOptions.checked(() -> maker.make(recipe));
    try {
      FitsMaps.write(file, new FitsMap(made, Optional.of(recipe)));
    } catch (IOException e) {
      throw new UserError("cannot write " + file + " (" + e + ")", e);
    }
    if (bar != null) {
      bar.step();
    }
    return file.toString();
  }

  private static String name(Recipe recipe) {
    return String.format(
        Locale.ROOT,
        "kappa-%s-z%s-mnu%s-seed%d-%06d.fits",
        lower(recipe.kind()),
        recipe.sourceRedshift(),
        recipe.cosmology().sumMassesEv(),
        recipe.seed(),
        recipe.index());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("maps")
        .setInitialMax(count)
        .setUpdateIntervalMillis(REDRAW_MS)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH))
        .build();
  }
}
