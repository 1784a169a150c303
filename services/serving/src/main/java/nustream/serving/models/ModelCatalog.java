package nustream.serving.models;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import nustream.learning.store.ModelDigest;
import nustream.learning.store.ModelRelease;
import org.jboss.logging.Logger;

/**
 * Which model each name means here and now, and which models there are. Only in memory, so that it
 * may be asked on any thread; {@link ModelReload} keeps it true to the store.
 *
 * @param <M> the model
 */
public final class ModelCatalog<M extends ServedModel> {
  private static final Logger LOG = Logger.getLogger(ModelCatalog.class);

  private final Map<String, M> served = new ConcurrentSkipListMap<>();
  private final Map<String, M> byDigest = new ConcurrentHashMap<>();
  private final Function<ModelRelease, M> kind;

  /**
   * An empty catalogue.
   *
   * @param kind the model of a release; throws {@link IllegalArgumentException} where the release
   *     is none that the service can use
   */
  public ModelCatalog(Function<ModelRelease, M> kind) {
    this.kind = kind;
  }

  /** The model that this name or digest means; empty when there is none to be used. */
  public Optional<M> find(String nameOrDigest) {
    return Optional.ofNullable(
        ModelDigest.isDigest(nameOrDigest) ? byDigest.get(nameOrDigest) : served.get(nameOrDigest));
  }

  /** The model served under each name, by name. */
  public List<M> served() {
    return List.copyOf(served.values());
  }

  /** The model of a release; it is not in the catalogue by that. */
  M model(ModelRelease release) {
    return kind.apply(release);
  }

  /** From now on its name means this model. */
  void serve(M model) {
    byDigest.put(model.digest(), model);
    served.put(model.name(), model);
  }

  /** These can be asked for by digest, if they are models that the service can use. */
  void know(Collection<ModelRelease> releases) {
    for (ModelRelease release : releases) {
      if (!byDigest.containsKey(release.digest())) {
        try {
          byDigest.put(release.digest(), model(release));
        } catch (IllegalArgumentException e) {
          LOG.debugf("event=release-skipped model=%s reason=\"%s\"", release.name(), e);
        }
      }
    }
  }
}
