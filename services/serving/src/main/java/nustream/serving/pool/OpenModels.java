package nustream.serving.pool;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.serving.models.ServedModel;
import org.jboss.logging.Logger;

/**
 * The models that one worker has open, by digest, least recently used first. For its thread only.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
final class OpenModels<M extends ServedModel, O, R> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenModels.class);

  private final Map<String, OpenModel<O, R>> open = new LinkedHashMap<>();
  private final OpenModel.Opener<M, O, R> opener;
  private final int limit;

  OpenModels(OpenModel.Opener<M, O, R> opener, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("open models = " + limit + ", want at least 1");
    }
    this.opener = opener;
    this.limit = limit;
  }

  /** The open model, opened now if it was not. */
  OpenModel<O, R> of(M model) {
    OpenModel<O, R> found = open.remove(model.digest());
    if (found == null) {
      if (open.size() >= limit) {
        closeOldest();
      }
      long begin = System.nanoTime();
      found = opener.open(model);
      LOG.infof(
          "event=model-opened model=%s digest=%s millis=%d",
          model.name(), model.digest(), (System.nanoTime() - begin) / 1_000_000);
    }
    open.put(model.digest(), found);
    return found;
  }

  /** Closes this model: after a failure the state of its native memory is unknown. */
  void discard(M model) {
    OpenModel<O, R> found = open.remove(model.digest());
    if (found != null) {
      found.close();
    }
  }

  private void closeOldest() {
    Iterator<Map.Entry<String, OpenModel<O, R>>> entries = open.entrySet().iterator();
    Map.Entry<String, OpenModel<O, R>> oldest = entries.next();
    entries.remove();
    oldest.getValue().close();
    LOG.infof("event=model-closed digest=%s", oldest.getKey());
  }

  @Override
  public void close() {
    open.values().forEach(OpenModel::close);
    open.clear();
  }
}
