package nustream.lensing.messages;

import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** Maps as messages. */
public final class MapMessages {
  private MapMessages() {}

  /** Id of a map of a campaign: the same for the same request. */
  public static String id(String campaignId, long number) {
    return campaignId + "/" + number;
  }

  /**
   * A map of a series, without a campaign.
   *
   * @param number of the map within its series
   */
  public static nustream.lensing.v1.ConvergenceMap message(
      MapSeries series, long number, ConvergenceMap map) {
    return nustream.lensing.v1.ConvergenceMap.newBuilder()
        .setNumber(number)
        .setLabel(series.label(number))
        .setRecipe(RecipeMessages.message(series.recipe(number)))
        .setPixels(PixelBytes.of(map.pixels()))
        .build();
  }

  /** A map of a series for a campaign, to be classified by a model; empty for the default. */
  public static nustream.lensing.v1.ConvergenceMap message(
      String campaignId, String model, MapSeries series, long number, ConvergenceMap map) {
    return message(series, number, map).toBuilder()
        .setId(id(campaignId, number))
        .setCampaignId(campaignId)
        .setModel(model)
        .build();
  }

  /** The recipe of a map that was received. */
  public static Recipe recipe(nustream.lensing.v1.ConvergenceMap message) {
    return RecipeMessages.of("recipe", message.getRecipe());
  }

  /**
   * The pixels of a map that was received; wrong sizes and values that are not finite are refused.
   */
  public static ConvergenceMap map(nustream.lensing.v1.ConvergenceMap message) {
    MapGeometry geometry = recipe(message).observation().geometry();
    return new ConvergenceMap(
        geometry, PixelBytes.floats("pixels", message.getPixels(), geometry.pixels()));
  }

  /** Pixels as a caller sends them. */
  public static ConvergenceMap map(String path, nustream.lensing.v1.PixelMap message) {
    FieldChecks.inRange(
        path + ".pixels",
        Integer.toUnsignedLong(message.getPixels()),
        MapGeometry.FEWEST_PIXELS,
        MapGeometry.MOST_PIXELS);
    if (!(message.getAngleDeg() > 0 && message.getAngleDeg() <= 30)) {
      throw NustreamException.invalid(
          path + ".angle_deg", message.getAngleDeg(), "above 0, at most 30");
    }
    MapGeometry geometry = new MapGeometry(message.getAngleDeg(), message.getPixels());
    return new ConvergenceMap(
        geometry, PixelBytes.floats(path + ".values", message.getValues(), geometry.pixels()));
  }

  /** A map as a caller sends it. */
  public static nustream.lensing.v1.PixelMap pixelMap(ConvergenceMap map) {
    return nustream.lensing.v1.PixelMap.newBuilder()
        .setPixels(map.geometry().pixels())
        .setAngleDeg(map.geometry().angleDeg())
        .setValues(PixelBytes.of(map.pixels()))
        .build();
  }
}
