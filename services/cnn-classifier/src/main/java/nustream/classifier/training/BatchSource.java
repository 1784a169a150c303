package nustream.classifier.training;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nustream.learning.torch.HostTensor;

/** Makes batches on a thread of its own while the one before is trained on. */
final class BatchSource implements AutoCloseable {
  /** Batches ahead: 3 x 8 MiB for 128 maps of 128^2 pixels. */
  private static final int AHEAD = 3;

  private static final long POLL_SECONDS = 1;

  private final BlockingQueue<HostTensor[]> ready = new ArrayBlockingQueue<>(AHEAD);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "training-batches");
            made.setDaemon(true);
            return made;
          });
  private final Future<Void> production;

  /** Starts making the batches of the steps from one to before another. */
  BatchSource(Callable<BatchMaker> maker, long fromStep, long toStep) {
    production =
        thread.submit(
            () -> {
              BatchMaker batches = maker.call();
              for (long step = fromStep; step < toStep; step++) {
                ready.put(batches.make(step));
              }
              return null;
            });
  }

  /**
   * The next batch, in order.
   *
   * @throws IllegalStateException if making it failed, with the cause
   */
  HostTensor[] next() throws InterruptedException {
    while (true) {
      HostTensor[] batch = ready.poll(POLL_SECONDS, TimeUnit.SECONDS);
      if (batch != null) {
        return batch;
      }
      if (production.isDone() && ready.isEmpty()) {
        throw new IllegalStateException("no more batches", failure());
      }
    }
  }

  private Throwable failure() throws InterruptedException {
    try {
      production.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
