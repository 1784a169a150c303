package nustream.classifier.serve;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import nustream.classifier.model.Verdict;
import nustream.learning.store.ModelStore;

/**
 * The real networks behind a gate that tests can shut, and that can be told to fail. Thread-safe.
 */
public final class GatedClassifiers implements MapClassifier.Opener {
  private final MapClassifier.Opener networks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private boolean shut;

  public GatedClassifiers(ModelStore store) {
    networks = NetworkClassifier.in(store);
  }

  /** Batches begin and wait from now on. */
  public void shut() {
    lock.lock();
    try {
      shut = true;
    } finally {
      lock.unlock();
    }
  }

  /** Batches pass from now on. */
  public void open() {
    lock.lock();
    try {
      shut = false;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next so many batches fail. */
  public void fail(int batches) {
    failures.set(batches);
  }

  /** Batches begun so far. */
  public int begun() {
    return begun.get();
  }

  @Override
  public MapClassifier open(ClassifierModel model) {
    MapClassifier network = networks.open(model);
    return new MapClassifier() {
      @Override
      public List<Verdict> classify(float[] maps, boolean symmetrise) {
        begun.incrementAndGet();
        pass();
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          throw new IllegalStateException("a failure of the test");
        }
        return network.classify(maps, symmetrise);
      }

      @Override
      public void close() {
        network.close();
      }
    };
  }

  private void pass() {
    lock.lock();
    try {
      while (shut) {
        opened.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
