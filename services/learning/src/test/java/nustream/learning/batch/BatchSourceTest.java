package nustream.learning.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BatchSourceTest {
  @Test
  void batchesComeInTheOrderOfTheirSteps() throws InterruptedException {
    try (BatchSource<String> batches = new BatchSource<>(() -> step -> "batch " + step, 3, 6)) {
      assertEquals("batch 3", batches.next());
      assertEquals("batch 4", batches.next());
      assertEquals("batch 5", batches.next());
      var over = assertThrows(BatchFailedException.class, batches::next);
      assertEquals("all batches are taken", over.getMessage());
    }
  }

  @Test
  void whatWasMadeBeforeAFailureIsGivenOut() throws InterruptedException {
    IllegalArgumentException cause = new IllegalArgumentException("step 1 is not possible");
    BatchMaking<Long> making =
        step -> {
          if (step == 1) {
            throw cause;
          }
          return step;
        };
    try (BatchSource<Long> batches = new BatchSource<>(() -> making, 0, 9)) {
      assertEquals(0, batches.next());
      var failed = assertThrows(BatchFailedException.class, batches::next);
      assertEquals("step 1 is not possible", failed.getMessage());
      assertSame(cause, failed.getCause());
    }
  }

  /** Three batches wait while the fourth is made; it is given up when the source is closed. */
  @Test
  void fewBatchesAreMadeAhead() throws InterruptedException {
    CountDownLatch fourth = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    BatchMaking<Long> making =
        step -> {
          if (step < 3) {
            return step;
          }
          fourth.countDown();
          try {
            Thread.sleep(Long.MAX_VALUE);
          } catch (InterruptedException e) {
            givenUp.countDown();
            throw e;
          }
          return step;
        };
    try (BatchSource<Long> batches = new BatchSource<>(() -> making, 0, 1_000_000)) {
      assertTrue(fourth.await(2, TimeUnit.MINUTES));
      assertEquals(0, batches.next());
    }
    assertTrue(givenUp.await(2, TimeUnit.MINUTES));
  }
}
