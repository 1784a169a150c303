package nustream.classifier.serve;

import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.ModelFile;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.recipe.Recipe;
import nustream.serving.models.ServedModel;

/**
 * A release of a network that classifies maps.
 *
 * @param release in the model store
 * @param task what it was trained to tell apart
 */
public record ClassifierModel(ModelRelease release, DetectionTask task) implements ServedModel {
  /**
   * The model of a release.
   *
   * @throws IllegalArgumentException if its card does not describe a network of this program
   */
  public static ClassifierModel of(ModelRelease release) {
    ModelFile.network(release.card());
    return new ClassifierModel(release, ModelFile.task(release.card()));
  }

  /** Whether it was trained on maps that are made and seen as this one. */
  boolean trainedFor(Recipe recipe) {
    return task.kind() == recipe.kind()
        && task.sourceRedshift() == recipe.sourceRedshift()
        && task.observation().equals(recipe.observation())
        && task.sameTwoPoint() == recipe.twoPointOf().isPresent();
  }
}
