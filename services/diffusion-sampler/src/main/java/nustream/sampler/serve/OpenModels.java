package nustream.sampler.serve;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import nustream.learning.store.ModelRelease;
import org.jboss.logging.Logger;

/**
 * The models that one worker has open, by digest, least recently used first. For its thread only.
 */
final class OpenModels implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenModels.class);

  private final Map<String, BlockGenerator> open = new LinkedHashMap<>();
  private final BlockGenerator.Opener opener;
  private final int limit;

  OpenModels(BlockGenerator.Opener opener, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("open models = " + limit + ", want at least 1");
    }
    this.opener = opener;
    this.limit = limit;
  }

  /** The generator of this release, opened when it is not. */
  BlockGenerator of(ModelRelease release) {
    BlockGenerator generator = open.remove(release.digest());
    if (generator == null) {
      if (open.size() >= limit) {
        closeOldest();
      }
      long begin = System.nanoTime();
      generator = opener.open(release);
      LOG.infof(
          "event=model-opened model=%s digest=%s millis=%d",
          release.name(), release.digest(), (System.nanoTime() - begin) / 1_000_000);
    }
    open.put(release.digest(), generator);
    return generator;
  }

  /** Closes the generator of this release: after a failure its state is unknown. */
  void discard(ModelRelease release) {
    BlockGenerator generator = open.remove(release.digest());
    if (generator != null) {
      generator.close();
    }
  }

  private void closeOldest() {
    Iterator<Map.Entry<String, BlockGenerator>> entries = open.entrySet().iterator();
    Map.Entry<String, BlockGenerator> oldest = entries.next();
    entries.remove();
    oldest.getValue().close();
    LOG.infof("event=model-closed digest=%s", oldest.getKey());
  }

  @Override
  public void close() {
    open.values().forEach(BlockGenerator::close);
    open.clear();
  }
}
