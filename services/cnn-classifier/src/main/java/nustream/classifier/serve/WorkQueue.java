package nustream.classifier.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work for the workers: a bounded queue of maps that all share, and one queue per worker for what
 * each of them has to do itself, such as opening a model. A worker's own tasks go first; then it
 * takes the map that has waited longest and, of those behind it, what the same native call can
 * classify.
 */
final class WorkQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<MapTask> maps = new ArrayDeque<>();
  private final List<ArrayDeque<WorkerTask>> own = new ArrayList<>();
  private final int limit;
  private final int batch;
  private final PoolMetrics metrics;
  private boolean closed;

  /**
   * @param limit maps that may wait
   * @param batch most maps of a native call
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

  /** Adds a map for any worker; false when the queue is full or closed. */
  boolean offer(MapTask map) {
    lock.lock();
    try {
      if (closed || maps.size() >= limit) {
        return false;
      }
      maps.add(map);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a task for one worker; false when the queue is closed. */
  boolean offerTo(int worker, WorkerTask task) {
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
  WorkerTask take(int worker) throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        WorkerTask task = own.get(worker).poll();
        if (task != null) {
          return task;
        }
        if (!maps.isEmpty()) {
          return nextBatch();
        }
        changed.await();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private MapBatch nextBatch() {
    MapTask first = maps.remove();
    List<MapTask> together = new ArrayList<>(List.of(first));
    Iterator<MapTask> rest = maps.iterator();
    while (together.size() < batch && rest.hasNext()) {
      MapTask map = rest.next();
      if (map.order().joins(first.order())) {
        rest.remove();
        together.add(map);
      }
    }
    return new MapBatch(together, batch, metrics);
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

  /** Maps waiting for a worker. */
  int waiting() {
    lock.lock();
    try {
      return maps.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every {@link #take}; answers the work that nobody will do. */
  List<WorkerTask> close() {
    lock.lock();
    try {
      closed = true;
      List<WorkerTask> left = new ArrayList<>();
      while (!maps.isEmpty()) {
        left.add(nextBatch());
      }
      for (ArrayDeque<WorkerTask> tasks : own) {
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
