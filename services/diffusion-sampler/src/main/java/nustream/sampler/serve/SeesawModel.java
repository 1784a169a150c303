package nustream.sampler.serve;

import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.serving.models.ServedModel;

/**
 * A release of a diffusion model of the seesaw.
 *
 * @param release in the model store
 */
public record SeesawModel(ModelRelease release) implements ServedModel {
  /** What it is and how it was made. */
  public ModelCard card() {
    return release.card();
  }
}
