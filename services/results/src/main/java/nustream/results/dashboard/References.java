package nustream.results.dashboard;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.ExactDistributions;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.Prior;
import nustream.flavor.v1.Target;
import nustream.results.store.Origin;
import org.jboss.logging.Logger;

/**
 * Exact distributions of what a prior predicts inside the box of a release: computed once, by one
 * thread of low priority, and kept. Who asks before one is ready is told so. Thread-safe.
 */
@ApplicationScoped
public class References {
  /** Bins of every quantity that has an exact distribution. */
  static final int BINS = 40;

  private static final Logger LOG = Logger.getLogger(References.class);
  private static final long SEED = 1;

  /** Three priors, ten tables: each takes 5 KB. */
  private static final int MOST_KEPT = 30;

  /** What a distribution depends on. */
  record Key(String prior, String release, Ordering ordering) {
    static Key of(Origin origin) {
      return new Key(
          origin.prior(),
          origin.release(),
          origin.ordering() == nustream.flavor.v1.Ordering.ORDERING_INVERTED
              ? Ordering.IO
              : Ordering.NO);
    }
  }

  /**
   * What there is.
   *
   * @param exact empty while it is computed, and where there is none
   * @param state "ready", "computing", "none" or "failed"
   * @param reason why there is none
   */
  record Reference(Optional<ExactDistributions> exact, String state, String reason) {
    static Reference none(String reason) {
      return new Reference(Optional.empty(), "none", reason);
    }
  }

  private final int draws;
  private final AtomicInteger finished = new AtomicInteger();
  private final Map<Key, CompletableFuture<ExactDistributions>> known = new LinkedHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread computing = new Thread(task, "reference");
            computing.setDaemon(true);
            computing.setPriority(Thread.MIN_PRIORITY);
            return computing;
          });

  @Inject
  public References(DashboardConfig config) {
    this.draws = config.referenceDraws();
  }

  /** Of what solutions of this origin are to be compared with. */
  Reference of(Origin origin) {
    if (origin.target() == Target.TARGET_BEST_FIT) {
      return Reference.none(
          "the campaign aims at the best fit, so its solutions do not follow the prior");
    }
    Optional<AnarchyPrior> prior = anarchy(origin.prior());
    if (prior.isEmpty()) {
      return Reference.none(
          "no exact distribution is known for the prior " + origin.prior() + ", only for anarchy");
    }
    Key key = Key.of(origin);
    boolean tabulated =
        NufitRelease.all().stream()
            .anyMatch(
                release ->
                    release.name().equals(key.release())
                        && release.orderings().contains(key.ordering()));
    if (!tabulated) {
      return Reference.none(key.release() + " has no table of the ordering " + key.ordering());
    }
    return of(key, prior.get());
  }

  /** How many distributions have been made so far: an answer that lacks one is out of date then. */
  int finished() {
    return finished.get();
  }

  private synchronized Reference of(Key key, AnarchyPrior prior) {
    CompletableFuture<ExactDistributions> computed = known.get(key);
    if (computed == null) {
      if (known.size() >= MOST_KEPT) {
        known.remove(known.keySet().iterator().next());
      }
      computed = CompletableFuture.supplyAsync(() -> compute(key, prior), thread);
      known.put(key, computed);
    }
    if (computed.isCompletedExceptionally()) {
      return new Reference(Optional.empty(), "failed", "the computation failed; see the log");
    }
    return computed.isDone()
        ? new Reference(Optional.of(computed.join()), "ready", "")
        : new Reference(Optional.empty(), "computing", "");
  }

  private ExactDistributions compute(Key key, AnarchyPrior prior) {
    long begin = System.nanoTime();
    try {
      ExactDistributions exact =
          ExactDistributions.of(
              prior, NufitRelease.named(key.release()).table(key.ordering()), SEED, draws, BINS);
      LOG.infof(
          "reference=ready prior=%s release=%s ordering=%s draws=%d ess=%.0f milliseconds=%d",
          key.prior(),
          key.release(),
          key.ordering(),
          draws,
          exact.ess(),
          (System.nanoTime() - begin) / 1_000_000);
      return exact;
    } catch (RuntimeException e) {
      LOG.errorf(e, "reference=failed prior=%s release=%s", key.prior(), key.release());
      throw e;
    } finally {
      finished.incrementAndGet();
    }
  }

  private static Optional<AnarchyPrior> anarchy(String name) {
    for (Prior prior : Prior.ALL) {
      if (prior.name().equals(name) && prior instanceof AnarchyPrior anarchy) {
        return Optional.of(anarchy);
      }
    }
    return Optional.empty();
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
