package nustream.campaigns.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.v1.CapacityRequest;
import nustream.campaigns.v1.TrainingsGrpc;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.grpc.GrpcErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The booted service on a machine without Kubernetes. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NoClusterTest {
  @TestHTTPResource URL url;

  @Test
  void trainingsSayThatThereIsNoCluster() throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", url.getPort()).usePlaintext().build();
    try {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  TrainingsGrpc.newBlockingStub(channel)
                      .capacity(CapacityRequest.getDefaultInstance()));
      assertEquals(ErrorWord.NO_CLUSTER, GrpcErrors.word(refused));
      assertTrue(
          refused.getStatus().getDescription().contains("deploy/nustream flavor train"),
          refused.getStatus().getDescription());
    } finally {
      channel.shutdownNow();
      assertTrue(channel.awaitTermination(60, TimeUnit.SECONDS));
    }
  }
}
