package nustream.lensing.physics.lightcone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads, the caller among them, that share numbered pieces of work. Which
 * thread takes which piece is left to chance, so the pieces must not depend on each other.
 */
final class Workers implements AutoCloseable {
  /** A piece of work. */
  @FunctionalInterface
  interface Piece {
    /**
     * @param item number of the piece
     * @param worker number of the thread, for its scratch memory
     */
    void run(int item, int worker);
  }

  private final int count;
  private final ExecutorService helpers;

  Workers(int threads) {
    count = threads;
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "lightcone");
              thread.setDaemon(true);
              return thread;
            });
  }

  int count() {
    return count;
  }

  /** Does pieces 0 to items - 1 and returns when all are done. */
  void forEach(int items, Piece piece) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> others = new ArrayList<>();
    for (int worker = 1; worker < Math.min(count, items); worker++) {
      int number = worker;
      others.add(helpers.submit(() -> takeAll(next, items, piece, number)));
    }
    takeAll(next, items, piece, 0);
    for (Future<?> other : others) {
      await(other);
    }
  }

  private static void takeAll(AtomicInteger next, int items, Piece piece, int worker) {
    for (int item = next.getAndIncrement(); item < items; item = next.getAndIncrement()) {
      piece.run(item, worker);
    }
  }

  private static void await(Future<?> other) {
    try {
      other.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while simulating a light cone");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
