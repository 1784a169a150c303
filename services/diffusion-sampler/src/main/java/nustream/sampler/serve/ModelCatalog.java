package nustream.sampler.serve;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import nustream.learning.store.ModelDigest;
import nustream.learning.store.ModelRelease;

/**
 * Which release each name means here and now, and which releases there are. Only in memory, so that
 * it may be asked on any thread; {@link ModelReload} keeps it true to the store.
 */
public final class ModelCatalog {
  private final Map<String, ModelRelease> served = new ConcurrentSkipListMap<>();
  private final Map<String, ModelRelease> byDigest = new ConcurrentHashMap<>();

  /** The release that this name or digest means; empty when there is none to be used. */
  public Optional<ModelRelease> find(String nameOrDigest) {
    return Optional.ofNullable(
        ModelDigest.isDigest(nameOrDigest) ? byDigest.get(nameOrDigest) : served.get(nameOrDigest));
  }

  /** The release served under each name, by name. */
  public List<ModelRelease> served() {
    return List.copyOf(served.values());
  }

  /** From now on its name means this release. */
  void serve(ModelRelease release) {
    byDigest.put(release.digest(), release);
    served.put(release.name(), release);
  }

  /** These can be asked for by digest. */
  void know(Collection<ModelRelease> releases) {
    releases.forEach(release -> byDigest.putIfAbsent(release.digest(), release));
  }
}
