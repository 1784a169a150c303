package nustream.serving.pool;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import nustream.learning.store.ModelStore;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.testing.Patience;
import nustream.serving.FakeModel;
import nustream.serving.FakeOrder;
import nustream.serving.FakeWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPoolTest {
  private static final int WORKERS = 2;
  private static final int QUEUE = 3;
  private static final int OPEN_MODELS = 2;

  /** Of sums of seconds in double precision. */
  private static final double ROUNDING = 1e-9;

  @TempDir private Path folder;
  private final FakeWork work = new FakeWork();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private ModelStore store;
  private FakeModel model;
  private WorkerPool<FakeModel, FakeOrder, String> pool;

  @BeforeEach
  void startPool() {
    store = ModelStore.open(folder);
    model = FakeModel.released(store, "text", "first");
    pool = pool(WORKERS, QUEUE, 1);
  }

  @AfterEach
  void stopPool() {
    work.permitAll();
    pool.close();
  }

  @Test
  void anyWorkerGivesTheSameAnswer() throws Exception {
    CompletableFuture<Measured<String>> held = pool.submit(order("held", 0));
    await().until(() -> work.begun("held") == 1);
    String byOneWorker = got(pool.submit(order("same", 7)));
    CompletableFuture<Measured<String>> alsoHeld = pool.submit(order("held", 1));
    await().until(() -> work.begun("held") == 2);
    work.permit("held", 1);
    String again = got(pool.submit(order("same", 7)));
    work.permit("held", 1);
    got(held);
    got(alsoHeld);

    assertEquals(FakeWork.answer(order("same", 7)), byOneWorker);
    assertEquals(byOneWorker, again);
  }

  @Test
  void theQueueIsBounded() throws Exception {
    List<CompletableFuture<Measured<String>>> taken = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      taken.add(pool.submit(order("held", worker)));
    }
    await().until(() -> work.begun("held") == WORKERS);
    for (int place = 0; place < QUEUE; place++) {
      taken.add(pool.submit(order("held", WORKERS + place)));
    }
    assertEquals(QUEUE, meters.get("nustream.tester.pending").gauge().value());

    NustreamException full = refusal(pool.submit(order("held", 9)));
    assertEquals(ErrorWord.OVERLOADED, full.word());
    assertEquals("the queue of lines is full; try again later", full.getMessage());

    work.permit("held", WORKERS + QUEUE);
    for (int number = 0; number < taken.size(); number++) {
      assertEquals(FakeWork.answer(order("held", number)), got(taken.get(number)));
    }
    assertEquals(WORKERS + QUEUE, work.begun("held"));
  }

  @Test
  void aCancelledOrderIsNeverBegun() throws Exception {
    CompletableFuture<Measured<String>> one = pool.submit(order("held", 0));
    CompletableFuture<Measured<String>> two = pool.submit(order("held", 1));
    await().until(() -> work.begun("held") == WORKERS);
    CompletableFuture<Measured<String>> waiting = pool.submit(order("cancelled", 0));
    waiting.cancel(false);
    work.permit("held", 2);
    got(one);
    got(two);
    got(pool.submit(order("after", 0)));

    assertEquals(0, work.begun("cancelled"));
    await().until(() -> requests("CANCELLED") == 1);
  }

  @Test
  void aFailedCallIsInternalAndTheModelIsOpenedAnew() throws Exception {
    pool.warm(model).get(Patience.LONG.toSeconds(), SECONDS);
    assertEquals(WORKERS, work.opened().size());
    assertEquals(WORKERS, work.warmed().size());

    assertEquals(ErrorWord.INTERNAL, word(pool.submit(order("c", FakeWork.FAULT))));
    assertEquals(List.of(model.digest()), work.closed());
    // Both workers have it open again after this, whoever does the order.
    pool.warm(model).get(Patience.LONG.toSeconds(), SECONDS);
    assertEquals(WORKERS + 1, work.opened().size());
    assertEquals(FakeWork.answer(order("c", 0)), got(pool.submit(order("c", 0))));
  }

  @Test
  void theLeastRecentlyUsedModelIsClosed() throws Exception {
    FakeModel second = FakeModel.released(store, "text", "second");
    FakeModel third = FakeModel.released(store, "text", "third");
    pool.warm(model).get(Patience.LONG.toSeconds(), SECONDS);
    pool.warm(second).get(Patience.LONG.toSeconds(), SECONDS);
    pool.warm(model).get(Patience.LONG.toSeconds(), SECONDS);
    assertEquals(List.of(), work.closed());

    pool.warm(third).get(Patience.LONG.toSeconds(), SECONDS);

    assertEquals(List.of(second.digest(), second.digest()), work.closed());
  }

  @Test
  void timesAndOutcomesAreCountedAndAnswersSayWhatTheyCost() throws Exception {
    double cost = 0;
    for (int number = 0; number < 3; number++) {
      cost +=
          pool.submit(order("c", number)).get(Patience.LONG.toSeconds(), SECONDS).computeSeconds();
    }
    double computed = meters.get("nustream.tester.compute.seconds").timer().totalTime(SECONDS);
    assertTrue(
        cost >= computed - ROUNDING && computed > 0, cost + " s told, " + computed + " s counted");
    assertEquals(ErrorWord.INTERNAL, word(pool.submit(order("c", FakeWork.FAULT))));

    assertEquals(3, requests("ok"));
    assertEquals(1, requests("INTERNAL"));
    assertEquals(4, meters.get("nustream.tester.executions").counter().count());
    assertEquals(4, meters.get("nustream.tester.queue.seconds").timer().count());
    assertEquals(4, meters.get("nustream.tester.compute.seconds").timer().count());
    await().until(() -> meters.get("nustream.tester.output.seconds").timer().count() == 3);
    assertTrue(meters.get("nustream.tester.output.seconds").timer().totalTime(NANOSECONDS) > 0);
  }

  @Test
  void whatWaitsIsDoneTogetherIfOneCallCanDoIt() throws Exception {
    try (var batched = pool(1, 10, 3)) {
      CompletableFuture<Measured<String>> first = batched.submit(order("held", 0));
      await().until(() -> work.begun("held") == 1);
      List<CompletableFuture<Measured<String>>> waiting = new ArrayList<>();
      for (int number = 1; number <= 5; number++) {
        // 1, 2, 4 and 5 go together, three at a time; 3 does not go with them.
        waiting.add(batched.submit(order(number == 3 ? "other" : "many", number)));
      }
      work.permit("held", 1);
      got(first);
      for (int number = 1; number <= 5; number++) {
        FakeOrder asked = order(number == 3 ? "other" : "many", number);
        assertEquals(FakeWork.answer(asked), got(waiting.get(number - 1)));
      }
      assertEquals(List.of(List.of(0), List.of(1, 2, 4), List.of(3), List.of(5)), work.calls());
    }
  }

  @Test
  void theCostOfACallIsSharedByItsOrdersInEqualParts() throws Exception {
    try (var batched = pool(1, 10, 4)) {
      CompletableFuture<Measured<String>> first = batched.submit(order("held", 0));
      await().until(() -> work.begun("held") == 1);
      List<CompletableFuture<Measured<String>>> together = new ArrayList<>();
      for (int number = 1; number <= 4; number++) {
        together.add(batched.submit(order("held-call", number)));
      }
      work.permit("held", 1);
      double ofTheFirst = first.get(Patience.LONG.toSeconds(), SECONDS).computeSeconds();
      await().until(() -> work.begun("held-call") == 4);
      work.permit("held-call", 4);
      double sum = 0;
      for (var answer : together) {
        double share = answer.get(Patience.LONG.toSeconds(), SECONDS).computeSeconds();
        assertEquals(together.get(0).join().computeSeconds(), share);
        sum += share;
      }
      double computed = meters.get("nustream.tester.compute.seconds").timer().totalTime(SECONDS);
      assertTrue(
          ofTheFirst + sum >= computed - ROUNDING, ofTheFirst + " + " + sum + " s of " + computed);
      assertEquals(2, meters.get("nustream.tester.executions").counter().count());
    }
  }

  @Test
  void anOrderWithoutAnAnswerIsRefusedAloneAndTheModelStaysOpen() throws Exception {
    try (var batched = pool(1, 10, 3)) {
      List<CompletableFuture<Measured<String>>> answers = call(batched, FakeWork.NO_ANSWER);
      assertEquals(FakeWork.answer(order("many", 1)), got(answers.get(0)));
      assertEquals(ErrorWord.INVALID_FIELD, word(answers.get(1)));
      assertEquals(FakeWork.answer(order("many", 3)), got(answers.get(2)));
      assertEquals(List.of(), work.closed());
      // With the order that held the worker before them.
      assertEquals(3, requests("ok"));
      assertEquals(1, requests("INVALID_FIELD"));
    }
  }

  @Test
  void aFaultInMakingAnAnswerFailsWhatWasNotAnsweredAndTheModelIsOpenedAnew() throws Exception {
    try (var batched = pool(1, 10, 3)) {
      List<CompletableFuture<Measured<String>>> answers = call(batched, FakeWork.BROKEN_ANSWER);
      assertEquals(FakeWork.answer(order("many", 1)), got(answers.get(0)));
      assertEquals(ErrorWord.INTERNAL, word(answers.get(1)));
      assertEquals(ErrorWord.INTERNAL, word(answers.get(2)));
      assertEquals(List.of(model.digest()), work.closed());
      assertEquals(2, requests("ok"));
      assertEquals(2, requests("INTERNAL"));
    }
  }

  @Test
  void closingFinishesWhatIsInWorkAndRefusesTheRest() throws Exception {
    CompletableFuture<Measured<String>> one = pool.submit(order("held", 0));
    CompletableFuture<Measured<String>> two = pool.submit(order("held", 1));
    await().until(() -> work.begun("held") == WORKERS);
    CompletableFuture<Measured<String>> waiting = pool.submit(order("held", 2));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(pool::close);
    assertEquals(ErrorWord.DRAINING, word(waiting));
    assertFalse(closing.isDone());
    work.permit("held", 2);

    assertEquals(FakeWork.answer(order("held", 0)), got(one));
    assertEquals(FakeWork.answer(order("held", 1)), got(two));
    closing.get(Patience.LONG.toSeconds(), SECONDS);
    assertEquals(WORKERS, work.closed().size());
    assertEquals(ErrorWord.DRAINING, word(pool.submit(order("late", 0))));
  }

  @Test
  void aModelThatDoesNotOpenFailsTheOrderAndTheWarming() {
    work.refuse(model.digest());

    assertThrows(
        ExecutionException.class, () -> pool.warm(model).get(Patience.LONG.toSeconds(), SECONDS));
    assertEquals(ErrorWord.INTERNAL, word(pool.submit(order("c", 0))));
  }

  /** Has three orders done by one call, the second of them of this number. */
  private List<CompletableFuture<Measured<String>>> call(
      WorkerPool<FakeModel, FakeOrder, String> batched, int second) throws Exception {
    CompletableFuture<Measured<String>> first = batched.submit(order("held", 0));
    await().until(() -> work.begun("held") == 1);
    List<CompletableFuture<Measured<String>>> answers =
        List.of(
            batched.submit(order("many", 1)),
            batched.submit(order("many", second)),
            batched.submit(order("many", 3)));
    work.permit("held", 1);
    got(first);
    return answers;
  }

  private WorkerPool<FakeModel, FakeOrder, String> pool(int workers, int queue, int batch) {
    PoolName name = new PoolName("tester", "lines");
    return new WorkerPool<>(
        name,
        new WorkerPool.Size(workers, queue, batch, OPEN_MODELS),
        work,
        new PoolMetrics(name, meters));
  }

  private double requests(String outcome) {
    var counter = meters.find("nustream.tester.requests").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  private static String got(CompletableFuture<Measured<String>> answer) throws Exception {
    return answer.get(Patience.LONG.toSeconds(), SECONDS).answer();
  }

  private static ErrorWord word(CompletableFuture<Measured<String>> failing) {
    return refusal(failing).word();
  }

  private static NustreamException refusal(CompletableFuture<Measured<String>> failing) {
    ExecutionException failed =
        assertThrows(
            ExecutionException.class, () -> failing.get(Patience.LONG.toSeconds(), SECONDS));
    assertTrue(failed.getCause() instanceof NustreamException, String.valueOf(failed.getCause()));
    return (NustreamException) failed.getCause();
  }

  private FakeOrder order(String group, int number) {
    return new FakeOrder(model, group, number);
  }
}
