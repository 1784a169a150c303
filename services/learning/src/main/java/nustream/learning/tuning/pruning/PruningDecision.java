package nustream.learning.tuning.pruning;

import java.util.Map;

/**
 * What a pruner decided.
 *
 * @param prune whether the trial should end
 * @param notes numbers to keep with the trial, by system attribute
 */
public record PruningDecision(boolean prune, Map<String, Double> notes) {
  static final PruningDecision GO_ON = new PruningDecision(false, Map.of());
  static final PruningDecision PRUNE = new PruningDecision(true, Map.of());

  public PruningDecision {
    notes = Map.copyOf(notes);
  }
}
