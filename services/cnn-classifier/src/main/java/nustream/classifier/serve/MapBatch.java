package nustream.classifier.serve;

import java.util.List;
import nustream.classifier.model.Verdict;

/** Maps of one model that are classified by one native call. */
final class MapBatch implements WorkerTask {
  private final List<MapTask> tasks;
  private final int size;
  private final PoolMetrics metrics;

  /**
   * @param tasks at least one, all of the same model
   * @param size maps of the native call; what the tasks do not fill is empty
   */
  MapBatch(List<MapTask> tasks, int size, PoolMetrics metrics) {
    this.tasks = tasks;
    this.size = size;
    this.metrics = metrics;
  }

  @Override
  public void run(OpenModels models) {
    long now = System.nanoTime();
    List<MapTask> wanted = tasks.stream().filter(task -> task.begin(now)).toList();
    if (wanted.isEmpty()) {
      return;
    }
    MapOrder first = wanted.get(0).order();
    try {
      MapClassifier classifier = models.of(first.model());
      float[] maps = together(wanted, first.pixels().length);
      List<Verdict> verdicts =
          metrics.execution(wanted.size(), () -> classifier.classify(maps, first.symmetrise()));
      metrics.output(
          () -> {
            for (int i = 0; i < wanted.size(); i++) {
              wanted.get(i).answer(verdicts.get(i));
            }
          });
    } catch (RuntimeException | Error e) {
      models.discard(first.model());
      wanted.forEach(task -> task.refuse(e));
    }
  }

  private float[] together(List<MapTask> wanted, int pixels) {
    float[] maps = new float[size * pixels];
    for (int i = 0; i < wanted.size(); i++) {
      System.arraycopy(wanted.get(i).order().pixels(), 0, maps, i * pixels, pixels);
    }
    return maps;
  }

  @Override
  public void abandon() {
    tasks.forEach(task -> task.refuse(WorkerPool.draining()));
  }
}
