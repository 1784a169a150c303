package nustream.campaigns.scaling.api;

import static nustream.campaigns.Refusals.assertRefused;
import static nustream.campaigns.scaling.api.ScaledObjects.metrics;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import externalscaler.GetMetricSpecResponse;
import externalscaler.IsActiveResponse;
import externalscaler.ScaledObjectRef;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.Test;

/** How the scaler may be called: streams, how many of them, and what it refuses. */
class ScalerCallsTest extends ScalerFixture {
  @Test
  void aStreamBeatsWhileNothingChangesAndEndsWithItsReader() throws Exception {
    try (RunningScaler scaler = scaler("beats", "heartbeat", "100ms")) {
      var reader = new SlowReader<ScaledObjectRef, IsActiveResponse>(1000);
      scaler.streams().streamIsActive(ScaledObjects.of("map-simulator"), reader);
      await().until(() -> reader.taken.size() >= 4);
      assertTrue(reader.taken.stream().noneMatch(IsActiveResponse::getResult));
      assertEquals(1, scaler.openStreams());
      reader.cancel();
      await().until(() -> scaler.openStreams() == 0);
      // A look that had begun may still come to its end.
      AtomicLong looks = new AtomicLong(scaler.looks());
      await()
          .during(Duration.ofMillis(300))
          .until(
              () -> {
                long now = scaler.looks();
                return looks.getAndSet(now) == now;
              });
    }
  }

  @Test
  void aStreamOfSpecsSaysItOnceAndStaysOpen() throws Exception {
    try (RunningScaler scaler = scaler("specs")) {
      ScaledObjectRef ref = ScaledObjects.of("cnn-classifier", "targetBacklogSeconds", "90.5");
      var reader = new SlowReader<ScaledObjectRef, GetMetricSpecResponse>(1000);
      scaler.streams().streamMetricSpec(ref, reader);
      await().until(() -> reader.taken.size() == 1);
      assertEquals(scaler.stub().getMetricSpec(ref), reader.taken.get(0));
      await().during(Duration.ofMillis(200)).until(() -> !reader.end.isDone());
      assertEquals(1, reader.taken.size());
      scaler.drain();
      var ended = assertThrows(ExecutionException.class, reader.end::get);
      assertEquals(ErrorWord.DRAINING, GrpcErrors.word(ended.getCause()));
      await().until(() -> scaler.openStreams() == 0);
      assertRefused(
          Status.Code.UNAVAILABLE,
          ErrorWord.DRAINING,
          "ask another replica",
          () -> scaler.stub().streamIsActive(ref).next());
    }
  }

  @Test
  void oneStreamTooManyIsTurnedAway() throws Exception {
    try (RunningScaler scaler = scaler("streams", "max-streams", "1")) {
      ScaledObjectRef ref = ScaledObjects.of("map-simulator");
      var reader = new SlowReader<ScaledObjectRef, IsActiveResponse>(1);
      scaler.streams().streamIsActive(ref, reader);
      await().until(() -> reader.taken.size() == 1);
      assertRefused(
          Status.Code.UNAVAILABLE,
          ErrorWord.OVERLOADED,
          "open streams is 1; allowed: 1",
          () -> scaler.stub().streamIsActive(ref).next());
      reader.cancel();
    }
  }

  @Test
  void namesWhatIsWrongInTheMetadata() throws Exception {
    try (RunningScaler scaler = scaler("metadata")) {
      assertInvalid(
          scaler,
          "scalerMetadata.worker is 'gpu'; allowed: one of [diffusion-sampler, cnn-classifier,",
          ScaledObjects.of("gpu"));
      assertInvalid(
          scaler,
          "scalerMetadata.worker is ''",
          ScaledObjectRef.newBuilder().putScalerMetadata("scalerAddress", "x").build());
      assertInvalid(
          scaler,
          "key of scalerMetadata is 'targetBacklog'; allowed: one of [worker,",
          ScaledObjects.of("cnn-classifier", "targetBacklog", "60"));
      assertInvalid(
          scaler,
          "scalerMetadata.targetBacklogSeconds is '29'; allowed: 30.0 (the cold start of"
              + " cnn-classifier) to 86400.0",
          ScaledObjects.of("cnn-classifier", "targetBacklogSeconds", "29"));
      assertInvalid(
          scaler,
          "scalerMetadata.targetBacklogSeconds is 'NaN'",
          ScaledObjects.of("cnn-classifier", "targetBacklogSeconds", "NaN"));
      assertInvalid(
          scaler,
          "scalerMetadata.targetBacklogSeconds is '1m'; allowed: a number",
          ScaledObjects.of("cnn-classifier", "targetBacklogSeconds", "1m"));
      assertInvalid(
          scaler,
          "scalerMetadata.threadsPerReplica is 0.0; allowed: 1.0 to 1024.0",
          ScaledObjects.of("cnn-classifier", "threadsPerReplica", "0"));
      assertInvalid(
          scaler,
          "scalerMetadata.threadsPerReplica is '1.5'; allowed: an integer",
          ScaledObjects.of("cnn-classifier", "threadsPerReplica", "1.5"));
      assertInvalid(
          scaler,
          "scalerMetadata.limitToBusyPartitions is 'yes'; allowed: one of [true, false]",
          ScaledObjects.of("cnn-classifier", "limitToBusyPartitions", "yes"));
      assertRefused(
          Status.Code.INVALID_ARGUMENT,
          ErrorWord.INVALID_FIELD,
          "metricName is 'lag'; allowed: one of [gpu_backlog_seconds]",
          () ->
              scaler
                  .stub()
                  .getMetrics(
                      metrics(ScaledObjects.of("cnn-classifier")).toBuilder()
                          .setMetricName("lag")
                          .build()));
    }
  }

  /** The same error, whatever is asked. */
  private static void assertInvalid(RunningScaler scaler, String message, ScaledObjectRef ref) {
    for (Runnable call :
        List.<Runnable>of(
            () -> scaler.stub().isActive(ref),
            () -> scaler.stub().streamIsActive(ref).next(),
            () -> scaler.stub().getMetricSpec(ref),
            () -> scaler.stub().streamMetricSpec(ref).next(),
            () -> scaler.stub().getMetrics(metrics(ref)))) {
      assertRefused(Status.Code.INVALID_ARGUMENT, ErrorWord.INVALID_FIELD, message, call);
    }
  }
}
