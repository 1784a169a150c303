package nustream.serving.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import nustream.serving.models.ServedModel;

/**
 * Work for the workers: a bounded queue of orders that all share, and one queue per worker for what
 * each of them has to do itself, such as opening a model. A worker's own tasks go first; then it
 * takes the order that has waited longest and, of those behind it, what the same native call can
 * do. Thread-safe.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
final class WorkQueue<M extends ServedModel, O extends Order<M>, R> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<WorkTask<O, R>> shared = new ArrayDeque<>();
  private final List<ArrayDeque<WorkerTask<M, O, R>>> own = new ArrayList<>();
  private final int limit;
  private final int batch;
  private final PoolMetrics metrics;
  private boolean closed;

  /**
   * @param limit orders that may wait
   * @param batch most orders of a native call
   */
  WorkQueue(int workers, int limit, int batch, PoolMetrics metrics) {
    if (workers < 1 || limit < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "workers = %d, queue limit = %d, batch = %d, want at least 1 of each"
              .formatted(workers, limit, batch));
    }
    this.limit = limit;
    this.batch = batch;
    this.metrics = metrics;
    for (int worker = 0; worker < workers; worker++) {
      own.add(new ArrayDeque<>());
    }
  }

  /** Adds an order for any worker; false when the queue is full or closed. */
  boolean offer(WorkTask<O, R> task) {
    lock.lock();
    try {
      if (closed || shared.size() >= limit) {
        return false;
      }
      shared.add(task);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a task for one worker; false when the queue is closed. */
  boolean offerTo(int worker, WorkerTask<M, O, R> task) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      own.get(worker).add(task);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next work of this worker, waited for; null when the queue was closed. */
  WorkerTask<M, O, R> take(int worker) throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        WorkerTask<M, O, R> task = own.get(worker).poll();
        if (task != null) {
          return task;
        }
        if (!shared.isEmpty()) {
          return nextBatch();
        }
        changed.await();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private WorkBatch<M, O, R> nextBatch() {
    WorkTask<O, R> first = shared.remove();
    List<WorkTask<O, R>> together = new ArrayList<>(List.of(first));
    Iterator<WorkTask<O, R>> rest = shared.iterator();
    while (together.size() < batch && rest.hasNext()) {
      WorkTask<O, R> task = rest.next();
      if (task.order().joins(first.order())) {
        rest.remove();
        together.add(task);
      }
    }
    return new WorkBatch<>(together, metrics);
  }

  /** Whether {@link #close} was called. */
  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Orders waiting for a worker. */
  int waiting() {
    lock.lock();
    try {
      return shared.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every {@link #take}; answers the work that nobody will do. */
  List<WorkerTask<M, O, R>> close() {
    lock.lock();
    try {
      closed = true;
      List<WorkerTask<M, O, R>> left = new ArrayList<>();
      while (!shared.isEmpty()) {
        left.add(nextBatch());
      }
      for (ArrayDeque<WorkerTask<M, O, R>> tasks : own) {
        left.addAll(tasks);
        tasks.clear();
      }
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }
}
