package nustream.results.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class SharedTest {
  @Test
  void answersTheSameQuestionOnce() throws Exception {
    Shared<String, Integer> shared = new Shared<>(2);
    AtomicInteger worked = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(
            () ->
                shared.get(
                    "a",
                    () -> {
                      begun.countDown();
                      try {
                        go.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return worked.incrementAndGet();
                    }));
    begun.await();
    CompletableFuture<Integer> second =
        CompletableFuture.supplyAsync(() -> shared.get("a", worked::incrementAndGet));
    go.countDown();
    assertEquals(1, first.get());
    assertEquals(1, second.get());
    assertEquals(1, shared.get("a", worked::incrementAndGet));
  }

  @Test
  void forgetsTheLeastUsedAndFailures() {
    Shared<String, Integer> shared = new Shared<>(2);
    assertThrows(
        IllegalStateException.class,
        () ->
            shared.get(
                "a",
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals(1, shared.get("a", () -> 1));
    assertEquals(2, shared.get("b", () -> 2));
    assertEquals(1, shared.get("a", () -> 9));
    assertEquals(3, shared.get("c", () -> 3));
    assertEquals(9, shared.get("b", () -> 9));
  }

  @Test
  void moreThanSoManyWaitInVain() throws Exception {
    Turns turns = new Turns("queries", 1, Duration.ofMillis(50));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(
            () ->
                turns.take(
                    () -> {
                      inside.countDown();
                      try {
                        go.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return 1;
                    }));
    inside.await();
    String message = assertThrows(NustreamException.class, () -> turns.take(() -> 2)).getMessage();
    assertTrue(message.contains("1 queries are in work"), message);
    go.countDown();
    assertEquals(1, first.get());
    assertEquals(2, turns.take(() -> 2));
  }
}
