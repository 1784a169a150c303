package nustream.sampler.serve;

import nustream.serving.pool.Order;

/**
 * One block to generate; checked.
 *
 * @param campaignId what the ids of its candidates start from
 * @param block number of the block within its campaign, from 0
 * @param count candidates in the block
 * @param resolved what decides its bytes, beside the number of the block
 */
public record BlockOrder(String campaignId, long block, int count, ResolvedSampling resolved)
    implements Order<SeesawModel> {
  /** Id of the block: the key of its record, as of its request. */
  public String id() {
    return campaignId + "/" + block;
  }

  @Override
  public SeesawModel model() {
    return resolved.model();
  }
}
