package nustream.local.lensing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nustream.arrays.ArrayWriter;
import nustream.arrays.NpyType;
import nustream.arrays.NpzWriter;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.local.Json;
import nustream.local.UserError;
import nustream.local.Version;
import nustream.local.progress.WorkProgress;

/**
 * Maps of one universe as one file of arrays, which appears whole or not at all: {@code pixels} of
 * (maps, rows, columns), {@code index} of each map under the seed, and {@code provenance.json} with
 * the recipe.
 */
final class MapArrays {
  /** Maps made before the next ones begin: 64 of 512^2 pixels are 67 MB. */
  private static final int MOST_AT_ONCE = 64;

  private static final long BYTES_AT_ONCE = 64L << 20;

  private final Path file;
  private final MapMaker maker;
  private final WorkProgress progress;

  MapArrays(Path file, MapMaker maker, WorkProgress progress) {
    this.file = file.toAbsolutePath();
    this.maker = maker;
    this.progress = progress;
  }

  void write(MapSeries series, int count) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (var arrays = new NpzWriter(new BufferedOutputStream(Files.newOutputStream(part)))) {
        writePixels(arrays, series, count);
        arrays.longs(
            "index", IntStream.range(0, count).mapToLong(i -> series.recipe(i).index()).toArray());
        arrays.file("provenance.json", provenance(series.recipe(0), count));
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UserError("cannot write " + file + " (" + e + ")", e);
    } finally {
      remove(part);
    }
  }

  private void writePixels(NpzWriter arrays, MapSeries series, int count) throws IOException {
    int side = series.observation().geometry().pixels();
    int atOnce =
        (int) Math.max(1, Math.min(MOST_AT_ONCE, BYTES_AT_ONCE / ((long) side * side * 4)));
    try (ArrayWriter pixels = arrays.array("pixels", NpyType.FLOAT32, count, side, side)) {
      int made = 0;
      while (made < count) {
        // The first map alone: it sets up what the others share.
        int end = made == 0 ? 1 : Math.min(count, made + atOnce);
        for (ConvergenceMap map : make(series, made, end)) {
          for (float pixel : map.pixels()) {
            pixels.putFloat(pixel);
          }
        }
        made = end;
      }
    }
  }

  private List<ConvergenceMap> make(MapSeries series, int first, int end) {
    return CosmologyOptions.checked(
        () ->
            IntStream.range(first, end)
                .parallel()
                .mapToObj(
                    i -> {
                      ConvergenceMap map = maker.make(series.recipe(i));
                      progress.step();
                      return map;
                    })
                .toList());
  }

  private static byte[] provenance(Recipe recipe, int count) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("content", "nustream maps 1");
    entries.put("version", Version.CURRENT);
    entries.put("maps", count);
    entries.put("recipe", fields(recipe));
    entries.put(
        "conventions",
        "pixels[map, y, x] = convergence, dimensionless; recipe of map i = recipe with index[i];"
            + " sigma_e per ellipticity component");
    return (Json.compact(entries) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What decides the pixels, without the number of the map. */
  private static Map<String, Object> fields(Recipe recipe) {
    Observation seen = recipe.observation();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", lower(recipe.kind()));
    fields.put("nonlinear", lower(recipe.nonlinear()));
    fields.put("zs", recipe.sourceRedshift());
    fields.put("angle_deg", seen.geometry().angleDeg());
    fields.put("npix", seen.geometry().pixels());
    fields.put("ngal", seen.noise().map(noise -> noise.galaxiesPerArcmin2()).orElse(0.0));
    fields.put("sigma_e", seen.noise().map(noise -> noise.ellipticityPerComponent()).orElse(0.0));
    fields.put("smoothing_arcmin", seen.smoothingArcmin());
    fields.put("lmax", Double.isInfinite(seen.largestMultipole()) ? null : seen.largestMultipole());
    fields.put("margin", seen.margin());
    fields.put("seed", Long.toUnsignedString(recipe.seed()));
    fields.put("generator_version", recipe.generatorVersion());
    Map<String, Object> cosmology = CosmologyOptions.described(recipe.cosmology());
    cosmology.put("neff", recipe.cosmology().effectiveNeutrinos());
    cosmology.put("tcmb_k", recipe.cosmology().temperatureCmbK());
    fields.put("cosmology", cosmology);
    return fields;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UserError("cannot remove " + part + " (" + e + ")", e);
    }
  }
}
