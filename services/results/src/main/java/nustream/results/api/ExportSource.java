package nustream.results.api;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.Source;
import nustream.results.store.ExportFile;
import nustream.results.store.QueryCancel;
import nustream.results.v1.ExportChunk;

/** The chunks of one export, asked for one at a time: the file is written for the first of them. */
final class ExportSource implements Source<ExportChunk> {
  /** Half of the largest message. */
  private static final int CHUNK_BYTES = 128 * 1024;

  private final CompletionStage<Void> ready;
  private final Function<QueryCancel, ExportFile> writing;
  private final Executor executor;
  private final CallOutcome outcome;
  private final Runnable onClose;
  private final QueryCancel cancel = new QueryCancel();
  private volatile NustreamException ended;
  private boolean closed;
  private ExportFile file;

  /**
   * @param writing writes the file, on the executor, once {@code ready} has completed
   * @param outcome told how the stream ends, and closed with it
   * @param onClose run when the stream is over
   */
  ExportSource(
      CompletionStage<Void> ready,
      Function<QueryCancel, ExportFile> writing,
      Executor executor,
      CallOutcome outcome,
      Runnable onClose) {
    this.ready = ready;
    this.writing = writing;
    this.executor = executor;
    this.outcome = outcome;
    this.onClose = onClose;
  }

  @Override
  public CompletionStage<Optional<ExportChunk>> next() {
    CompletionStage<Optional<ExportChunk>> chunk =
        opened()
            ? CompletableFuture.supplyAsync(() -> chunk(false), executor)
            : ready.thenApplyAsync(
                done -> {
                  open(writing.apply(cancel));
                  return chunk(true);
                },
                executor);
    return chunk.exceptionallyCompose(
        e -> CompletableFuture.failedFuture(outcome.failed(ended != null ? ended : e)));
  }

  /** Ends the export from outside, and gives back what it holds. */
  void end(NustreamException reason) {
    ended = reason;
    release();
  }

  @Override
  public void close() {
    release();
    outcome.close();
  }

  private synchronized boolean opened() {
    return file != null;
  }

  private synchronized void open(ExportFile written) {
    file = written;
    if (closed) {
      written.close();
    }
  }

  private Optional<ExportChunk> chunk(boolean first) {
    ByteBuffer bytes = file.next(CHUNK_BYTES);
    if (!bytes.hasRemaining()) {
      outcome.succeeded();
      return Optional.empty();
    }
    ExportChunk.Builder chunk = ExportChunk.newBuilder().setData(ByteString.copyFrom(bytes));
    if (first) {
      chunk.setTotalBytes(file.totalBytes()).setRows(file.rows());
    }
    return Optional.of(chunk.build());
  }

  private void release() {
    cancel.cancel();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (file != null) {
        file.close();
      }
    }
    onClose.run();
  }
}
