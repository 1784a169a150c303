package nustream.campaigns.pacing;

import java.util.Optional;

/**
 * The sum over blocks 0 to {@code blocks - 1}.
 *
 * @param blocks length of the counted prefix
 * @param tally what these blocks held
 * @param model the model that answered all of them; empty while there is none
 */
public record Counted(long blocks, Tally tally, Optional<AnsweringModel> model) {
  public static final Counted NOTHING = new Counted(0, Tally.NONE, Optional.empty());

  public Counted {
    if (blocks > 0 && model.isEmpty()) {
      throw new IllegalArgumentException(blocks + " counted blocks without a model");
    }
  }

  Counted plus(Answer.Judged block) {
    return new Counted(blocks + 1, tally.plus(block.tally()), Optional.of(block.model()));
  }

  /** Whether the answer is that of another model than the one that counts. */
  boolean excludes(Answer answer) {
    return answer instanceof Answer.Judged judged
        && model.isPresent()
        && !model.get().digest().equals(judged.model().digest());
  }
}
