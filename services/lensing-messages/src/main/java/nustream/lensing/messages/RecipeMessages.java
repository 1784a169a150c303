package nustream.lensing.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.MapSimulator;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Recipe;
import nustream.messaging.errors.FieldChecks;

/** Recipes and series of them as messages. */
public final class RecipeMessages {
  private RecipeMessages() {}

  /**
   * The recipe of a message. A generator version of 0 is ours; another one than ours is kept, for
   * maps that were made elsewhere.
   *
   * @param path of the message, for example "recipe"
   */
  public static Recipe of(String path, nustream.lensing.v1.Recipe message) {
    Cosmology cosmology = CosmologyMessages.of(path + ".cosmology", message.getCosmology());
    String observationPath = path + ".observation";
    double redshift = ObservationMessages.sourceRedshift(observationPath, message.getObservation());
    Observation observation = ObservationMessages.of(observationPath, message.getObservation());
    Optional<Cosmology> twoPointOf =
        message.hasTwoPointOf()
            ? Optional.of(CosmologyMessages.of(path + ".two_point_of", message.getTwoPointOf()))
            : Optional.empty();
    FieldChecks.inRange(path + ".index", message.getIndex(), 0, Long.MAX_VALUE);
    FieldChecks.inRange(
        path + ".generator_version", message.getGeneratorVersion(), 0, Integer.MAX_VALUE);
    int version = message.getGeneratorVersion();
    return Refusals.in(
        path,
        () ->
            new Recipe(
                cosmology,
                redshift,
                observation,
                LensingEnums.kind(path + ".kind", message.getKind()),
                LensingEnums.nonlinear(path + ".nonlinear", message.getNonlinear()),
                message.getSeed(),
                message.getIndex(),
                version == 0 ? MapSimulator.GENERATOR_VERSION : version,
                twoPointOf));
  }

  /** The message of a recipe, with every default filled in. */
  public static nustream.lensing.v1.Recipe message(Recipe recipe) {
    var message =
        nustream.lensing.v1.Recipe.newBuilder()
            .setCosmology(CosmologyMessages.message(recipe.cosmology()))
            .setObservation(
                ObservationMessages.message(recipe.sourceRedshift(), recipe.observation()))
            .setKind(LensingEnums.message(recipe.kind()))
            .setNonlinear(LensingEnums.message(recipe.nonlinear()))
            .setSeed(recipe.seed())
            .setIndex(recipe.index())
            .setGeneratorVersion(recipe.generatorVersion());
    recipe
        .twoPointOf()
        .ifPresent(cosmology -> message.setTwoPointOf(CosmologyMessages.message(cosmology)));
    return message.build();
  }

  /**
   * The series of a message.
   *
   * @param path of the message, for example "series"
   */
  public static MapSeries of(String path, nustream.lensing.v1.MapSeries message) {
    FieldChecks.inRange(
        "number of " + path + ".cosmologies",
        message.getCosmologiesCount(),
        1,
        MapSeries.MOST_COSMOLOGIES);
    List<Cosmology> cosmologies = new ArrayList<>();
    for (int i = 0; i < message.getCosmologiesCount(); i++) {
      cosmologies.add(
          CosmologyMessages.of(path + ".cosmologies[" + i + "]", message.getCosmologies(i)));
    }
    String observationPath = path + ".observation";
    double redshift = ObservationMessages.sourceRedshift(observationPath, message.getObservation());
    Observation observation = ObservationMessages.of(observationPath, message.getObservation());
    return Refusals.in(
        path,
        () ->
            new MapSeries(
                cosmologies,
                redshift,
                observation,
                LensingEnums.kind(path + ".kind", message.getKind()),
                LensingEnums.nonlinear(path + ".nonlinear", message.getNonlinear()),
                message.getSeed()));
  }

  /** The message of a series, with every default filled in. */
  public static nustream.lensing.v1.MapSeries message(MapSeries series) {
    return nustream.lensing.v1.MapSeries.newBuilder()
        .addAllCosmologies(series.cosmologies().stream().map(CosmologyMessages::message).toList())
        .setObservation(ObservationMessages.message(series.sourceRedshift(), series.observation()))
        .setKind(LensingEnums.message(series.kind()))
        .setNonlinear(LensingEnums.message(series.nonlinear()))
        .setSeed(series.seed())
        .build();
  }
}
