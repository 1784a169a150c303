package nustream.learning.batch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes batches on a thread of its own while the one before is trained on. Owned by one thread.
 *
 * @param <B> the batch
 */
public final class BatchSource<B> implements AutoCloseable {
  /** Batches ahead: 3 x 8 MiB for 128 maps of 128^2 pixels, 3 x 0.3 MB for 1,024 seesaw points. */
  private static final int AHEAD = 3;

  private static final long POLL_SECONDS = 1;

  private final BlockingQueue<B> ready = new ArrayBlockingQueue<>(AHEAD);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "training-batches");
            made.setDaemon(true);
            return made;
          });
  private final Future<Void> production;

  /**
   * Starts making the batches of the steps from one to before another.
   *
   * @param maker opens what makes the batches, on their thread
   */
  public BatchSource(Callable<? extends BatchMaking<B>> maker, long fromStep, long toStep) {
    production =
        thread.submit(
            () -> {
              BatchMaking<B> batches = maker.call();
              for (long step = fromStep; step < toStep; step++) {
                ready.put(batches.make(step));
              }
              return null;
            });
  }

  /**
   * The next batch, in order.
   *
   * @throws BatchFailedException if it could not be made, with the cause
   */
  public B next() throws InterruptedException {
    while (true) {
      B batch = ready.poll(POLL_SECONDS, TimeUnit.SECONDS);
      if (batch != null) {
        return batch;
      }
      if (production.isDone() && ready.isEmpty()) {
        throw failure();
      }
    }
  }

  private BatchFailedException failure() throws InterruptedException {
    try {
      production.get();
      return new BatchFailedException("all batches are taken", null);
    } catch (ExecutionException e) {
      return new BatchFailedException(e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
