package nustream.campaigns.scaling.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import nustream.campaigns.scaling.backlog.Backlog;
import nustream.campaigns.scaling.cost.Worker;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ScrapedLooksTest {
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
  private final List<Worker> asked = new ArrayList<>();
  private final Map<Worker, CompletionStage<Look>> answers = new EnumMap<>(Worker.class);
  private final ScrapedLooks looks =
      new ScrapedLooks(
          worker -> {
            asked.add(worker);
            return answers.get(worker);
          },
          GOOD_FOR,
          clock::get);

  private static Look look(double secondsPerItem) {
    return new Look(Backlog.NONE, secondsPerItem, Double.NaN);
  }

  private void answerAll() {
    for (Worker worker : Worker.values()) {
      answers.put(worker, CompletableFuture.completedFuture(look(worker.ordinal())));
    }
  }

  @Test
  void theGaugesOfAScrapeAreOfOneLookAtEachWorker() {
    answerAll();
    for (Worker worker : Worker.values()) {
      assertEquals(worker.ordinal(), looks.of(worker).secondsPerItem());
      assertSame(looks.of(worker), looks.of(worker));
    }
    assertEquals(List.of(Worker.values()), asked);
  }

  @Test
  void theNextScrapeIsOfNow() {
    answerAll();
    looks.of(Worker.MAP_SIMULATOR);
    answers.put(Worker.MAP_SIMULATOR, CompletableFuture.completedFuture(look(7)));
    clock.addAndGet(GOOD_FOR.toNanos() - 1);
    assertEquals(Worker.MAP_SIMULATOR.ordinal(), looks.of(Worker.MAP_SIMULATOR).secondsPerItem());
    clock.incrementAndGet();
    assertEquals(7, looks.of(Worker.MAP_SIMULATOR).secondsPerItem());
  }

  @Test
  void whatFailsOrTakesTooLongIsNotKnownAndIsAskedForAgain() {
    answerAll();
    looks.of(Worker.DIFFUSION_SAMPLER);
    answers.put(
        Worker.DIFFUSION_SAMPLER, CompletableFuture.failedFuture(new TimeoutException("no word")));
    answers.put(Worker.CNN_CLASSIFIER, new CompletableFuture<>());
    clock.addAndGet(GOOD_FOR.toNanos());
    long begun = System.nanoTime();
    assertNull(looks.of(Worker.DIFFUSION_SAMPLER), "not the last answer, and not nothing to do");
    assertNull(looks.of(Worker.CNN_CLASSIFIER));
    assertEquals(Worker.MAP_SIMULATOR.ordinal(), looks.of(Worker.MAP_SIMULATOR).secondsPerItem());
    long waited = System.nanoTime() - begun;
    assertTrue(waited >= ScrapedLooks.PATIENCE.toNanos(), "waited " + waited + " ns");
    assertEquals(2 * Worker.values().length, asked.size(), "once for all gauges");
    answerAll();
    clock.addAndGet(GOOD_FOR.toNanos());
    assertEquals(0, looks.of(Worker.DIFFUSION_SAMPLER).secondsPerItem());
  }

  @Test
  void aServiceThatStopsTellsNothing() {
    var stopping =
        new ScrapedLooks(
            worker -> {
              throw new NustreamException(ErrorWord.DRAINING, "shutting down");
            },
            GOOD_FOR,
            clock::get);
    assertNull(stopping.of(Worker.CNN_CLASSIFIER));
  }
}
