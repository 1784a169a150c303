package nustream.sampler.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.ListModelsRequest;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.SampleStreamRequest;
import nustream.flavor.v1.SamplerGrpc;
import nustream.flavor.v1.Sampling;
import nustream.messaging.drain.Drain;
import nustream.messaging.testing.LoopbackChannel;
import nustream.messaging.testing.Patience;
import nustream.sampler.serve.FakeGenerators;
import nustream.serving.Capacity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A client of the booted service, on a real broker and a real port, with generators that answer at
 * once.
 */
abstract class SamplerFixture {
  @Inject FakeGenerators generators;
  @Inject Capacity capacity;
  @Inject Drain drain;
  @TestHTTPResource URL url;
  ManagedChannel grpc;

  @BeforeEach
  void connect() {
    grpc = LoopbackChannel.to(url.getPort());
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    generators.permitAll();
    grpc.shutdownNow();
    assertTrue(grpc.awaitTermination(Patience.LONG.toSeconds(), SECONDS));
  }

  ModelInfo defaultModel() {
    return SamplerGrpc.newBlockingStub(grpc)
        .listModels(ListModelsRequest.getDefaultInstance())
        .getModelsList()
        .stream()
        .filter(ModelInfo::getIsDefault)
        .findFirst()
        .orElseThrow();
  }

  static double[] parameters(CandidateBlock block) {
    double[] parameters = new double[block.getCount() * 21];
    ByteBuffer.wrap(block.getParameters().toByteArray())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(parameters);
    return parameters;
  }

  static SampleStreamRequest stream(String campaign, long count) {
    return stream(campaign, count, s -> s);
  }

  static SampleStreamRequest stream(
      String campaign, long count, UnaryOperator<Sampling.Builder> change) {
    return SampleStreamRequest.newBuilder()
        .setCampaignId(campaign)
        .setCount(count)
        .setSampling(sampling(change))
        .build();
  }

  static Sampling sampling(UnaryOperator<Sampling.Builder> change) {
    return change
        .apply(Sampling.newBuilder().setOrdering(Ordering.ORDERING_NORMAL).setSeed(5))
        .build();
  }
}
