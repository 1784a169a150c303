package nustream.classifier.serve;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The models that one worker has open, by digest, least recently used first. For its thread only.
 */
final class OpenModels implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenModels.class);

  private final Map<String, MapClassifier> open = new LinkedHashMap<>();
  private final MapClassifier.Opener opener;
  private final int limit;

  OpenModels(MapClassifier.Opener opener, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("open models = " + limit + ", want at least 1");
    }
    this.opener = opener;
    this.limit = limit;
  }

  /** The classifier of this model, opened when it is not. */
  MapClassifier of(ClassifierModel model) {
    MapClassifier classifier = open.remove(model.digest());
    if (classifier == null) {
      if (open.size() >= limit) {
        closeOldest();
      }
      long begin = System.nanoTime();
      classifier = opener.open(model);
      LOG.infof(
          "event=model-opened model=%s digest=%s millis=%d",
          model.name(), model.digest(), (System.nanoTime() - begin) / 1_000_000);
    }
    open.put(model.digest(), classifier);
    return classifier;
  }

  /** Closes the classifier of this model: after a failure its state is unknown. */
  void discard(ClassifierModel model) {
    MapClassifier classifier = open.remove(model.digest());
    if (classifier != null) {
      classifier.close();
    }
  }

  private void closeOldest() {
    Iterator<Map.Entry<String, MapClassifier>> entries = open.entrySet().iterator();
    Map.Entry<String, MapClassifier> oldest = entries.next();
    entries.remove();
    oldest.getValue().close();
    LOG.infof("event=model-closed digest=%s", oldest.getKey());
  }

  @Override
  public void close() {
    open.values().forEach(MapClassifier::close);
    open.clear();
  }
}
