package nustream.campaigns.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nustream.messaging.grpc.Source;

/**
 * A source that is being opened elsewhere. When that fails, so does the first item; a reader that
 * goes meanwhile closes the source once it is there.
 *
 * @param <T> the item
 */
record LateSource<T>(CompletableFuture<Source<T>> opened) implements Source<T> {
  @Override
  public CompletionStage<Optional<T>> next() {
    return opened.thenCompose(Source::next);
  }

  @Override
  public void close() {
    var unused = opened.thenAccept(Source::close);
  }
}
