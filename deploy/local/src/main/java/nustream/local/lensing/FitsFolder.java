package nustream.local.lensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.fits.FitsMaps;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.local.UserError;
import nustream.local.progress.WorkProgress;

/** Maps as FITS files, named after their recipes. */
final class FitsFolder {
  private final Path folder;
  private final MapMaker maker;
  private final WorkProgress progress;

  FitsFolder(Path folder, MapMaker maker, WorkProgress progress) {
    this.folder = folder;
    this.maker = maker;
    this.progress = progress;
  }

  /** The files in the order of the maps. */
  List<String> write(MapSeries series, int count) {
    // The first map sets up what the others share: errors of the series show here.
    var files = new ArrayList<String>();
    files.add(write(series.recipe(0)));
    IntStream.range(1, count)
        .parallel()
        .mapToObj(i -> write(series.recipe(i)))
        .forEachOrdered(files::add);
    return files;
  }

  private String write(Recipe recipe) {
    Path file = folder.resolve(name(recipe));
    var made = CosmologyOptions.checked(() -> maker.make(recipe));
    try {
      FitsMaps.write(file, new FitsMap(made, Optional.of(recipe)));
    } catch (IOException e) {
      throw new UserError("cannot write " + file + " (" + e + ")", e);
    }
    progress.step();
    return file.toString();
  }

  private static String name(Recipe recipe) {
    return String.format(
        Locale.ROOT,
        "kappa-%s-z%s-mnu%s-seed%d-%06d.fits",
        recipe.kind().name().toLowerCase(Locale.ROOT),
        recipe.sourceRedshift(),
        recipe.cosmology().sumMassesEv(),
        recipe.seed(),
        recipe.index());
  }
}
