package nustream.serving.models;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.jboss.logging.Logger;

/**
 * Follows the model store. A release that a name has come to mean is checked and opened by every
 * worker beside the one in use, and replaces it only then; when that fails, the one in use stays,
 * and the refused release is not tried again. Works on one thread of its own.
 *
 * @param <M> the model
 */
public final class ModelReload<M extends ServedModel> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ModelReload.class);

  private final ModelStore store;
  private final ModelCatalog<M> catalog;
  private final Function<M, CompletableFuture<Void>> opening;
  private final Set<String> warm = ConcurrentHashMap.newKeySet();
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread;

  /**
   * Puts what the store has now into the catalogue, on the calling thread; opens nothing yet.
   *
   * @param service whose thread it is
   * @param opening opens a model on every worker
   */
  public ModelReload(
      String service,
      ModelStore store,
      ModelCatalog<M> catalog,
      Function<M, CompletableFuture<Void>> opening) {
    this.store = store;
    this.catalog = catalog;
    this.opening = opening;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(task, service + "-model-reload"));
    look(catalog::serve);
  }

  /** Opens the model of this name on every worker and then follows the store. */
  public void start(String defaultModel, Duration interval) {
    catalog.find(defaultModel).ifPresent(model -> thread.execute(() -> attempt(model, this::warm)));
    var unused =
        thread.scheduleWithFixedDelay(
            () -> look(this::swap),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Looks at the store now; completes when the catalogue is true to it. */
  public CompletionStage<Void> refresh() {
    return CompletableFuture.runAsync(() -> look(this::swap), thread);
  }

  /** Whether every worker has the model open that this name means. */
  public boolean ready(String name) {
    return catalog.find(name).map(model -> warm.contains(model.digest())).orElse(false);
  }

  /** Why the release that the store says this name means is not in use; empty when it is. */
  public Optional<NustreamException> refusal(String name) {
    return Optional.ofNullable(refusals.get(name)).map(Refusal::reason);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void look(Adoption<M> adoption) {
    try {
      catalog.know(store.list());
      for (String name : store.names()) {
        follow(name, adoption);
      }
    } catch (RuntimeException e) {
      // The folder may be away for a while; the models in use are in memory.
      LOG.warnf("event=model-store-unreadable reason=\"%s\"", e.getMessage());
    }
  }

  private void follow(String name, Adoption<M> adoption) {
    String served = catalog.find(name).map(ServedModel::digest).orElse("");
    String current = "";
    try {
      current = store.current(name).orElse(served);
      Refusal refusal = refusals.get(name);
      boolean known = current.equals(served) || refusal != null && refusal.digest.equals(current);
      if (!known) {
        attempt(catalog.model(store.load(current)), adoption);
      }
    } catch (RuntimeException e) {
      refuse(name, current, e);
    }
  }

  private void attempt(M model, Adoption<M> adoption) {
    try {
      adoption.adopt(model);
      refusals.remove(model.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      refuse(model.name(), model.digest(), e.getCause());
    }
  }

  private void swap(M model) throws InterruptedException, ExecutionException {
    String before = catalog.find(model.name()).map(ServedModel::digest).orElse("none");
    warm(model);
    catalog.serve(model);
    warm.remove(before);
    LOG.infof(
        "event=model-swapped model=%s digest=%s before=%s", model.name(), model.digest(), before);
  }

  private void warm(M model) throws InterruptedException, ExecutionException {
    opening.apply(model).get();
    warm.add(model.digest());
    LOG.infof("event=model-warm model=%s digest=%s", model.name(), model.digest());
  }

  private void refuse(String name, String digest, Throwable cause) {
    Throwable told = Refusals.told(cause);
    NustreamException reason =
        told instanceof NustreamException known
            ? known
            : new NustreamException(
                ErrorWord.INTERNAL, "model '" + name + "' cannot be opened: " + told, cause);
    Refusal before = refusals.put(name, new Refusal(digest, reason));
    if (before == null || !before.digest.equals(digest)) {
      LOG.warnf(
          "event=model-refused model=%s digest=%s kept=%s reason=\"%s\"",
          name,
          digest,
          catalog.find(name).map(ServedModel::digest).orElse("none"),
          reason.getMessage());
    }
  }

  /** A release that was not taken, so that it is not tried at every look. */
  private record Refusal(String digest, NustreamException reason) {}

  /** How a checked model is taken into use. */
  private interface Adoption<M> {
    void adopt(M model) throws InterruptedException, ExecutionException;
  }
}
