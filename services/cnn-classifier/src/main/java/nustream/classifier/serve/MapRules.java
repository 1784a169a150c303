package nustream.classifier.serve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.classifier.model.MapCheck;
import nustream.classifier.model.MapRefusedException;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.messages.PixelBytes;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;
import nustream.serving.models.ModelCatalog;
import nustream.serving.models.ModelFinder;

/**
 * Checks maps and finds their models, the same for Kafka and gRPC. A map that names no model gets
 * the one that was trained on maps made and seen alike, and if there is none, the default one.
 */
public final class MapRules {
  private final String defaultModel;
  private final int maxPixels;
  private final ModelCatalog<ClassifierModel> catalog;
  private final ModelFinder<ClassifierModel> models;

  /**
   * @param maxPixels per side of a map
   */
  public MapRules(
      String defaultModel,
      int maxPixels,
      ModelCatalog<ClassifierModel> catalog,
      ModelFinder<ClassifierModel> models) {
    if (maxPixels < MapGeometry.FEWEST_PIXELS || maxPixels > MapGeometry.MOST_PIXELS) {
      throw new IllegalArgumentException(
          "classifier.max-pixels is "
              + maxPixels
              + ", want "
              + MapGeometry.FEWEST_PIXELS
              + " to "
              + MapGeometry.MOST_PIXELS);
    }
    this.defaultModel = defaultModel;
    this.maxPixels = maxPixels;
    this.catalog = catalog;
    this.models = models;
  }

  /** Checks a map of a campaign; fails with INVALID_FIELD, OVER_LIMIT or UNKNOWN_MODEL. */
  public CompletionStage<MapOrder> admit(nustream.lensing.v1.ConvergenceMap message) {
    return CompletableFuture.completedFuture(message)
        .thenCompose(
            unchecked -> {
              Recipe recipe = checkedRecipe(unchecked);
              MapGeometry geometry = recipe.observation().geometry();
              float[] pixels =
                  PixelBytes.floats("pixels", unchecked.getPixels(), geometry.pixels());
              return admit(
                  new ConvergenceMap(geometry, pixels),
                  Optional.of(recipe),
                  unchecked.getModel(),
                  false);
            });
  }

  /**
   * Checks a map that anybody sent; fails as above.
   *
   * @param recipe if it is known
   * @param model name or digest; empty for the default
   */
  public CompletionStage<MapOrder> admit(
      ConvergenceMap map, Optional<Recipe> recipe, String model, boolean symmetrise) {
    return models
        .find("model", model.isEmpty() ? defaultFor(recipe) : model)
        .thenApply(
            found -> {
              require(found, map);
              return new MapOrder(found, map.pixels(), symmetrise);
            });
  }

  /** Refuses maps with more pixels than the service takes, before they are decoded. */
  public void requireWithinLimit(String field, long pixels) {
    if (pixels > maxPixels) {
      throw NustreamException.about(ErrorWord.OVER_LIMIT, field, pixels, "at most " + maxPixels);
    }
  }

  private Recipe checkedRecipe(nustream.lensing.v1.ConvergenceMap message) {
    String campaignId = FieldChecks.id("campaign_id", message.getCampaignId());
    FieldChecks.inRange("number", message.getNumber(), 0, Long.MAX_VALUE);
    FieldChecks.oneOf(
        "id", message.getId(), List.of(MapMessages.id(campaignId, message.getNumber())));
    FieldChecks.inRange(
        "label", Integer.toUnsignedLong(message.getLabel()), 0, MapSeries.MOST_COSMOLOGIES - 1);
    if (!message.hasRecipe()) {
      throw NustreamException.invalid("recipe", "", "the recipe that the map was made from");
    }
    var observation = message.getRecipe().getObservation();
    if (observation.hasPixels()) {
      requireWithinLimit(
          "recipe.observation.pixels", Integer.toUnsignedLong(observation.getPixels()));
    }
    return MapMessages.recipe(message);
  }

  private String defaultFor(Optional<Recipe> recipe) {
    List<String> fitting = recipe.map(this::trainedFor).orElse(List.of());
    return fitting.isEmpty() || fitting.contains(defaultModel) ? defaultModel : fitting.get(0);
  }

  /** The served models that were trained on maps made and seen as this one, by name. */
  private List<String> trainedFor(Recipe recipe) {
    return catalog.served().stream()
        .filter(model -> model.trainedFor(recipe))
        .map(ClassifierModel::name)
        .toList();
  }

  private static void require(ClassifierModel model, ConvergenceMap map) {
    MapGeometry geometry = map.geometry();
    try {
      new MapCheck(model.task().geometry())
          .require(geometry.pixels(), geometry.angleDeg(), map.pixels());
    } catch (MapRefusedException e) {
      throw new NustreamException(
          ErrorWord.INVALID_FIELD, "model " + model.name() + ": " + e.getMessage(), e);
    }
  }
}
