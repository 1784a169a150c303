package nustream.messaging.grpc;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one task on an executor whenever asked, never twice at once, and once more when asked while
 * it runs. Goes to the back of the executor's queue each time, so that one busy task does not keep
 * the others waiting.
 */
final class SerialTask {
  private final Runnable task;
  private final Executor executor;
  private final AtomicInteger asked = new AtomicInteger();

  SerialTask(Runnable task, Executor executor) {
    this.task = task;
    this.executor = executor;
  }

  void ask() {
    if (asked.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    int seen = asked.get();
    task.run();
    if (asked.addAndGet(-seen) != 0) {
      executor.execute(this::run);
    }
  }
}
