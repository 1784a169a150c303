package nustream.serving.models;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * Finds the models that requests ask for. Thread-safe.
 *
 * @param <M> the model
 */
public final class ModelFinder<M extends ServedModel> {
  private final ModelCatalog<M> catalog;
  private final ModelReload<M> reload;

  public ModelFinder(ModelCatalog<M> catalog, ModelReload<M> reload) {
    this.catalog = catalog;
    this.reload = reload;
  }

  /**
   * The model that this name or digest means here and now. One that the catalogue lacks is looked
   * for in the store once more, on the reload thread, before it is refused.
   *
   * @param field what the request calls it, for the message
   * @return fails with UNKNOWN_MODEL, or with the reason why the model's release is not in use
   */
  public CompletionStage<M> find(String field, String nameOrDigest) {
    return catalog
        .find(nameOrDigest)
        .<CompletionStage<M>>map(CompletableFuture::completedFuture)
        .orElseGet(() -> reload.refresh().thenApply(done -> found(field, nameOrDigest)));
  }

  private M found(String field, String name) {
    return catalog
        .find(name)
        .orElseThrow(() -> reload.refusal(name).orElseGet(() -> unknown(field, name)));
  }

  private NustreamException unknown(String field, String name) {
    List<String> names = catalog.served().stream().map(ServedModel::name).toList();
    return NustreamException.about(
        ErrorWord.UNKNOWN_MODEL, field, name, "one of " + names + " or a digest");
  }
}
