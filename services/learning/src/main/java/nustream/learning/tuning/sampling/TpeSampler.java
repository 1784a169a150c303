package nustream.learning.tuning.sampling;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static nustream.learning.tuning.trial.TrialState.COMPLETE;
import static nustream.learning.tuning.trial.TrialState.PRUNED;
import static nustream.learning.tuning.trial.TrialState.RUNNING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;

/**
 * Tree-structured Parzen estimator (Bergstra et al. 2011, section 4), multivariate, with the rules
 * of Optuna 5: of n trials the best gamma(n) = min(ceil(n/10), 25) make a density l, the others a
 * density g; of candidates drawn from l the one with the greatest ln l - ln g is taken.
 */
public final class TpeSampler implements Sampler {
  private static final double GAMMA = 0.1;
  private static final int MOST_BELOW = 25;
  private static final String TOGETHER = ""; // no parameter has this name

  private final TpeSettings settings;
  private final RandomSampler random;

  public TpeSampler(TpeSettings settings) {
    this.settings = settings;
    this.random = new RandomSampler(settings.seed());
  }

  @Override
  public Map<String, Choice> chooseTogether(StudySnapshot history, int number) {
    if (starting(history)) {
      return Map.of();
    }
    Map<String, Distribution> space = commonSpace(history);
    if (space.isEmpty()) {
      return Map.of();
    }
    Map<String, Choice> choices = new LinkedHashMap<>();
    choose(history, number, TOGETHER, space)
        .forEach((name, value) -> choices.put(name, new Choice(value, space.get(name))));
    return choices;
  }

  @Override
  public double chooseAlone(
      StudySnapshot history, int number, String name, Distribution distribution) {
    if (starting(history)) {
      return random.chooseAlone(history, number, name, distribution);
    }
    return choose(history, number, name, Map.of(name, distribution)).get(name);
  }

  private boolean starting(StudySnapshot history) {
    return history.trials(COMPLETE, PRUNED).size() < settings.startupTrials();
  }

  /** The parameters that all ended trials had, with the same distribution, by name. */
  private static Map<String, Distribution> commonSpace(StudySnapshot history) {
    Map<String, Distribution> space = null;
    for (TrialRecord trial : history.trials(COMPLETE, PRUNED)) {
      Map<String, Distribution> own = new TreeMap<>();
      trial.parameters().forEach((name, value) -> own.put(name, value.distribution()));
      if (space == null) {
        space = own;
      } else {
        space.entrySet().retainAll(own.entrySet());
      }
    }
    if (space == null) {
      return Map.of();
    }
    space.values().removeIf(Distribution::single);
    return space;
  }

  private Map<String, Double> choose(
      StudySnapshot history, int number, String purpose, Map<String, Distribution> space) {
    List<TrialRecord> ranked = ranked(history);
    int below = Math.min((int) Math.ceil(GAMMA * ranked.size()), MOST_BELOW);
    List<TrialRecord> good = new ArrayList<>(ranked.subList(0, below));
    List<TrialRecord> bad = new ArrayList<>(ranked.subList(below, ranked.size()));
    if (settings.constantLiar()) {
      history.trials(RUNNING).stream().filter(t -> t.number() != number).forEach(bad::add);
    }
    good.sort(comparingInt(TrialRecord::number));
    bad.sort(comparingInt(TrialRecord::number));
    ParzenMixture likely = new ParzenMixture(space, observations(good, space));
    ParzenMixture unlikely = new ParzenMixture(space, observations(bad, space));
    RandomGenerator generator = TrialRandom.of(settings.seed(), number, purpose);
    Map<String, Double> best = null;
    double bestGain = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < settings.candidates(); i++) {
      Map<String, Double> candidate = likely.draw(generator);
      double gain = likely.logDensity(candidate) - unlikely.logDensity(candidate);
      if (best == null || gain > bestGain) {
        best = candidate;
        bestGain = gain;
      }
    }
    return best;
  }

  /** Complete trials from the best to the worst, then pruned ones, the furthest first. */
  private static List<TrialRecord> ranked(StudySnapshot history) {
    Direction direction = history.direction();
    List<TrialRecord> ranked = new ArrayList<>(history.trials(COMPLETE));
    ranked.sort(comparingDouble(trial -> direction.loss(trial.value().orElseThrow())));
    List<TrialRecord> pruned = new ArrayList<>(history.trials(PRUNED));
    pruned.sort(
        comparingInt((TrialRecord trial) -> trial.lastStep().isPresent() ? 0 : 1)
            .thenComparing(trial -> -trial.lastStep().orElse(0))
            .thenComparingDouble(trial -> lastLoss(trial, direction)));
    ranked.addAll(pruned);
    return ranked;
  }

  private static double lastLoss(TrialRecord trial, Direction direction) {
    if (trial.reports().isEmpty()) {
      return 0;
    }
    double loss = direction.loss(trial.reports().lastEntry().getValue());
    return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }

  private static List<Map<String, Double>> observations(
      List<TrialRecord> trials, Map<String, Distribution> space) {
    List<Map<String, Double>> observations = new ArrayList<>();
    for (TrialRecord trial : trials) {
      Map<String, Double> point = new LinkedHashMap<>();
      space.forEach(
          (name, distribution) ->
              value(trial, name, distribution).ifPresent(value -> point.put(name, value)));
      if (point.size() == space.size()) {
        observations.add(point);
      }
    }
    return observations;
  }

  // A running trial may not have asked yet for what was chosen for it.
  private static Optional<Double> value(TrialRecord trial, String name, Distribution wanted) {
    if (trial.parameters().containsKey(name)) {
      return Optional.of(trial.parameters().get(name).internal());
    }
    Map<String, Object> chosen = trial.state().finished() ? Map.of() : JointChoices.read(trial);
    return chosen.containsKey(name)
        ? Optional.of(wanted.internal(chosen.get(name)))
        : Optional.empty();
  }
}
