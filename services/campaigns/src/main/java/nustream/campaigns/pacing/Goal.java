package nustream.campaigns.pacing;

/** When a campaign has what was ordered: when the counted blocks hold the target. */
public sealed interface Goal {

  /** How many are wanted, at least 1. */
  long target();

  /** How many of those wanted the blocks hold. */
  long reachedBy(Tally tally);

  /** How far it is, for a sentence. */
  String soFar(Tally tally);

  /** So many accepted candidates: how many blocks that takes shows on the way. */
  record Accepted(long target) implements Goal {
    @Override
    public long reachedBy(Tally tally) {
      return tally.accepted();
    }

    @Override
    public String soFar(Tally tally) {
      return "%d of %d wanted accepted in %d candidates"
          .formatted(tally.accepted(), target, tally.generated());
    }
  }

  /** So many maps classified, rightly or not. */
  record Classified(long target) implements Goal {
    @Override
    public long reachedBy(Tally tally) {
      return tally.generated();
    }

    @Override
    public String soFar(Tally tally) {
      return "%d of %d maps classified".formatted(tally.generated(), target);
    }
  }
}
