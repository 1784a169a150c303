package nustream.filter.judging;

import nustream.flavor.physics.SeesawParameters;
import nustream.flavor.v1.CandidateBlock;
import nustream.messaging.errors.FieldChecks;

/**
 * What a block of candidates must be like to be judged; the values of its parameters are not looked
 * at here.
 */
final class BlockChecks {
  private static final int MAX_PRIOR_CHARACTERS = 64;
  private static final int MAX_GENERATOR_CHARACTERS = 128;

  private final int maxCount;

  BlockChecks(int maxCount) {
    this.maxCount = maxCount;
  }

  void check(CandidateBlock block) {
    FieldChecks.id("campaign_id", block.getCampaignId());
    FieldChecks.inRange("count", Integer.toUnsignedLong(block.getCount()), 1, maxCount);
    FieldChecks.length(
        "parameters in bytes",
        block.getParameters().size(),
        block.getCount() * SeesawParameters.SIZE * Double.BYTES);
    FieldChecks.digest("model_digest", block.getModelDigest());
    FieldChecks.atMostCharacters("prior", block.getPrior(), MAX_PRIOR_CHARACTERS);
    FieldChecks.atMostCharacters("generator", block.getGenerator(), MAX_GENERATOR_CHARACTERS);
  }
}
