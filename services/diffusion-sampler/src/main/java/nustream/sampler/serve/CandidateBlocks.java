package nustream.sampler.serve;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import nustream.flavor.v1.CandidateBlock;

/** The message of a generated block. */
final class CandidateBlocks {
  /** Numbers per candidate. */
  static final int PARAMETERS = 21;

  private CandidateBlocks() {}

  static CandidateBlock of(BlockOrder order, GeneratedBlock generated, String generatorVersion) {
    double[] parameters = generated.parameters();
    if (parameters.length != order.count() * PARAMETERS) {
      throw new IllegalStateException(
          "the generator gave "
              + parameters.length
              + " numbers for "
              + order.count()
              + " candidates, want "
              + order.count() * PARAMETERS);
    }
    byte[] packed = new byte[parameters.length * Double.BYTES];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(parameters);
    ResolvedSampling resolved = order.resolved();
    return CandidateBlock.newBuilder()
        .setCampaignId(order.campaignId())
        .setBlock(order.block())
        .setCount(order.count())
        // Nobody else holds the array.
        .setParameters(UnsafeByteOperations.unsafeWrap(packed))
        .setSampling(resolved.sampling())
        .setModelDigest(resolved.model().digest())
        .setPrior(resolved.model().card().prior())
        .setGenerator(generatorVersion)
        .build();
  }
}
