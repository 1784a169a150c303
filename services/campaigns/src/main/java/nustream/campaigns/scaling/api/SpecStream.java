package nustream.campaigns.scaling.api;

import externalscaler.GetMetricSpecResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The metric and its target, once: they follow from the ScaledObject and the configuration, which
 * do not change while a stream is open. It stays open, as KEDA would open it again. Thread-safe.
 */
final class SpecStream implements OpenStreams.Stream<GetMetricSpecResponse> {
  private final GetMetricSpecResponse spec;
  private final Runnable onClose;
  private final CompletableFuture<Optional<GetMetricSpecResponse>> end = new CompletableFuture<>();
  private boolean said;

  SpecStream(GetMetricSpecResponse spec, Runnable onClose) {
    this.spec = spec;
    this.onClose = onClose;
  }

  @Override
  public synchronized CompletionStage<Optional<GetMetricSpecResponse>> next() {
    if (said) {
      return end;
    }
    said = true;
    return CompletableFuture.completedFuture(Optional.of(spec));
  }

  @Override
  public void fail(Throwable why) {
    end.completeExceptionally(why);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
