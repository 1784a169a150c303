package nustream.classifier.serve;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import nustream.learning.store.ModelDigest;
import nustream.learning.store.ModelRelease;
import nustream.lensing.physics.recipe.Recipe;
import org.jboss.logging.Logger;

/**
 * Which model each name means here and now, and which models there are. Only in memory, so that it
 * may be asked on any thread; {@link ModelReload} keeps it true to the store.
 */
public final class ModelCatalog {
  private static final Logger LOG = Logger.getLogger(ModelCatalog.class);

  private final Map<String, ClassifierModel> served = new ConcurrentSkipListMap<>();
  private final Map<String, ClassifierModel> byDigest = new ConcurrentHashMap<>();

  /** The model that this name or digest means; empty when there is none to be used. */
  public Optional<ClassifierModel> find(String nameOrDigest) {
    return Optional.ofNullable(
        ModelDigest.isDigest(nameOrDigest) ? byDigest.get(nameOrDigest) : served.get(nameOrDigest));
  }

  /** The model served under each name, by name. */
  public List<ClassifierModel> served() {
    return List.copyOf(served.values());
  }

  /** The served models that were trained on maps made and seen as this one, by name. */
  List<ClassifierModel> trainedFor(Recipe recipe) {
    return served.values().stream().filter(model -> model.trainedFor(recipe)).toList();
  }

  /** From now on its name means this model. */
  void serve(ClassifierModel model) {
    byDigest.put(model.digest(), model);
    served.put(model.name(), model);
  }

  /** These can be asked for by digest, if they are models that this program can use. */
  void know(Collection<ModelRelease> releases) {
    for (ModelRelease release : releases) {
      if (!byDigest.containsKey(release.digest())) {
        try {
          byDigest.put(release.digest(), ClassifierModel.of(release));
        } catch (IllegalArgumentException e) {
          LOG.debugf("event=release-skipped model=%s reason=\"%s\"", release.name(), e);
        }
      }
    }
  }
}
