package nustream.campaigns.scaling.api;

import static nustream.campaigns.scaling.api.ScaledObjects.metrics;
import static nustream.campaigns.scaling.api.ScalingTopics.record;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import externalscaler.IsActiveResponse;
import externalscaler.ScaledObjectRef;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import nustream.broker.EmbeddedBroker;
import nustream.contracts.Topics;
import nustream.lensing.v1.MapRequest;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import nustream.messaging.testing.SlowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 8, unit = TimeUnit.MINUTES)
class BrokerAwayTest {
  private static final ScaledObjectRef SIMULATOR = ScaledObjects.of("map-simulator");

  /** An error and never a zero: KEDA keeps what runs, where a zero would end it. */
  @Test
  void aBrokerThatIsAwayIsAnErrorUntilItIsBack(@TempDir Path folder) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.in(folder).start();
    String servers = broker.bootstrapServers();
    try (ScalingTopics topics = new ScalingTopics(servers)) {
      topics.send(
          record(Topics.MAP_REQUESTS, 1, MapRequest.newBuilder().setFirst(0).setCount(8).build()));
    }
    Map<String, String> settings =
        Map.of("fresh-for", "0s", "activity-every", "50ms", "kafka-timeout", "2s");
    try (RunningScaler scaler = new RunningScaler(servers, settings)) {
      await().ignoreExceptions().until(() -> active(scaler));
      var pushed = new SlowReader<ScaledObjectRef, IsActiveResponse>(1000);
      scaler.streams().streamIsActive(SIMULATOR, pushed);
      await().until(() -> !pushed.taken.isEmpty() || pushed.end.isDone());

      broker.close();
      var ended = assertThrows(ExecutionException.class, () -> pushed.end.get(2, TimeUnit.MINUTES));
      assertUnavailable((StatusRuntimeException) ended.getCause());
      assertTrue(pushed.taken.stream().allMatch(IsActiveResponse::getResult));
      for (Runnable call :
          List.<Runnable>of(
              () -> scaler.stub().isActive(SIMULATOR),
              () -> scaler.stub().getMetrics(metrics(SIMULATOR)),
              () -> scaler.stub().streamIsActive(SIMULATOR).next())) {
        assertUnavailable(assertThrows(StatusRuntimeException.class, call::run));
      }
      // What needs no broker is answered all the same.
      assertEquals(60, scaler.stub().getMetricSpec(SIMULATOR).getMetricSpecs(0).getTargetSize());

      int port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
      try (EmbeddedBroker back = EmbeddedBroker.in(folder).port(port).start()) {
        assertEquals(servers, back.bootstrapServers());
        await().ignoreExceptions().until(() -> active(scaler));
      }
    }
  }

  private static boolean active(RunningScaler scaler) {
    return scaler.stub().isActive(SIMULATOR).getResult();
  }

  private static void assertUnavailable(StatusRuntimeException told) {
    assertEquals(Status.Code.UNAVAILABLE, told.getStatus().getCode());
    assertEquals(ErrorWord.BROKER_UNAVAILABLE, GrpcErrors.word(told));
  }
}
