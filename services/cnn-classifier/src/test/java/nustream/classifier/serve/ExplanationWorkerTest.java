package nustream.classifier.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nustream.classifier.explanation.BaselineKind;
import nustream.classifier.explanation.ExplanationSettings;
import nustream.learning.attribution.Attribution;
import nustream.learning.store.ModelStore;
import nustream.lensing.physics.recipe.MapKind;
import nustream.messaging.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ExplanationWorkerTest {
  /** A million native calls: hours. */
  private static final ExplanationSettings ENDLESS =
      new ExplanationSettings(BaselineKind.NOISE, 64, 1024, 1, true, 1);

  private static final ExplanationSettings SHORT =
      new ExplanationSettings(BaselineKind.NOISE, 1, 4, 4, false, 1);

  @TempDir Path folder;

  /** Whether it is in work or waits, what nobody wants makes way for what is wanted. */
  @Test
  void cancelledMapsMakeWay() throws Exception {
    ModelStore store = ModelStore.open(folder);
    ClassifierModel model =
        ClassifierModel.of(TestModels.release(store, TestModels.GAUSSIAN, MapKind.GAUSSIAN, 1));
    MapOrder map = new MapOrder(model, TestModels.pixels(TestModels.PIXELS, 0), false);
    try (ExplanationWorker worker = new ExplanationWorker(store, 4)) {
      double logit = worker.submit(new ExplanationOrder(map, SHORT)).get().output();
      CompletableFuture<Attribution> inWork = worker.submit(new ExplanationOrder(map, ENDLESS));
      CompletableFuture<Attribution> waiting = worker.submit(new ExplanationOrder(map, ENDLESS));
      CompletableFuture<Attribution> wanted = worker.submit(new ExplanationOrder(map, SHORT));
      Thread.sleep(100); // most likely in work by now; waiting it would make way as well
      inWork.cancel(false);
      waiting.cancel(false);
      assertEquals(logit, wanted.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS).output());
      assertThrows(CancellationException.class, inWork::join);
      assertEquals(2, worker.abandoned());
    }
  }
}
