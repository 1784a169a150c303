package nustream.campaigns.pacing;

/** Where a campaign is in its life. All but {@link Running} are final. */
public sealed interface Phase {

  /** Blocks are issued and counted. */
  record Running() implements Phase {}

  /** The counted blocks hold the target. */
  record Succeeded() implements Phase {}

  /** Its user ended it. */
  record Cancelled() implements Phase {}

  /** It cannot reach the target, for this reason. */
  record Failed(Reason reason) implements Phase {}
}
