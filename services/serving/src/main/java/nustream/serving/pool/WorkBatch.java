package nustream.serving.pool;

import java.util.List;
import nustream.serving.models.ServedModel;

/**
 * Orders that one native call does.
 *
 * @param <M> the model
 * @param <O> the order
 * @param <R> the answer
 */
final class WorkBatch<M extends ServedModel, O extends Order<M>, R> implements WorkerTask<M, O, R> {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<WorkTask<O, R>> tasks;
  private final PoolMetrics metrics;

  /**
   * @param tasks at least one, all of the same model
   */
  WorkBatch(List<WorkTask<O, R>> tasks, PoolMetrics metrics) {
    this.tasks = tasks;
    this.metrics = metrics;
  }

  @Override
  public void run(OpenModels<M, O, R> models) {
    long now = System.nanoTime();
    List<WorkTask<O, R>> wanted = tasks.stream().filter(task -> task.begin(now)).toList();
    if (wanted.isEmpty()) {
      return;
    }
    List<O> orders = wanted.stream().map(WorkTask::order).toList();
    M model = orders.get(0).model();
    try {
      OpenModel<O, R> open = models.of(model);
      long begin = System.nanoTime();
      Computed<R> computed = metrics.execution(() -> open.compute(orders));
      double share = (System.nanoTime() - begin) / NANOS_PER_SECOND / orders.size();
      metrics.output(
          () -> {
            for (int place = 0; place < wanted.size(); place++) {
              wanted.get(place).answer(computed, place, share);
            }
          });
    } catch (RuntimeException | Error e) {
      models.discard(model);
      wanted.forEach(task -> task.refuse(e));
    }
  }

  @Override
  public void abandon() {
    tasks.forEach(task -> task.refuse(WorkerPool.draining()));
  }
}
