package nustream.sampler.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tasks for the workers: a bounded queue that all share, and one per worker for what each of them
 * has to do itself, such as opening a model. A worker's own tasks go first.
 */
final class WorkQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<WorkerTask> shared = new ArrayDeque<>();
  private final List<ArrayDeque<WorkerTask>> own = new ArrayList<>();
  private final int limit;
  private boolean closed;

  WorkQueue(int workers, int limit) {
    if (workers < 1 || limit < 1) {
      throw new IllegalArgumentException(
          "workers = " + workers + ", queue limit = " + limit + ", want at least 1 of each");
    }
    this.limit = limit;
    for (int worker = 0; worker < workers; worker++) {
      own.add(new ArrayDeque<>());
    }
  }

  /** Adds a task for any worker; false when the queue is full or closed. */
  boolean offer(WorkerTask task) {
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

  /** The next task of this worker, waited for; null when the queue was closed. */
  WorkerTask take(int worker) throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        WorkerTask task = own.get(worker).poll();
        if (task == null) {
          task = shared.poll();
        }
        if (task != null) {
          return task;
        }
        changed.await();
      }
      return null;
    } finally {
      lock.unlock();
    }
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

  /** Tasks waiting for any worker. */
  int waiting() {
    lock.lock();
    try {
      return shared.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every {@link #take}; answers the tasks that nobody will do. */
  List<WorkerTask> close() {
    lock.lock();
    try {
      closed = true;
      List<WorkerTask> left = new ArrayList<>(shared);
      shared.clear();
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
