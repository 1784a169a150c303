package nustream.campaigns.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nustream.campaigns.pacing.Issue;

/**
 * Consecutive blocks that are asked for together.
 *
 * @param first number of the first
 * @param count how many, at least 1
 * @param modelDigest as in {@link Issue}
 */
record Batch(long first, int count, Optional<String> modelDigest) {

  /** As few as there can be, of at most so many blocks each. */
  static List<Batch> of(Collection<Issue> byNumber, int mostBlocks) {
    List<Batch> batches = new ArrayList<>();
    for (Issue issue : byNumber) {
      Batch last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
      if (last != null && last.count < mostBlocks && last.isFollowedBy(issue)) {
        batches.set(batches.size() - 1, new Batch(last.first, last.count + 1, last.modelDigest));
      } else {
        batches.add(new Batch(issue.block(), 1, issue.modelDigest()));
      }
    }
    return batches;
  }

  private boolean isFollowedBy(Issue issue) {
    return issue.block() == first + count && issue.modelDigest().equals(modelDigest);
  }
}
