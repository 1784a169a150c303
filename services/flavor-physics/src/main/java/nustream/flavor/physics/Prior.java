package nustream.flavor.physics;

import java.util.List;
import nustream.flavor.physics.random.CounterRandom;

/**
 * Prior distribution of the 21 seesaw parameters. The prior is the physics content of any
 * distribution of solutions, so every result names it.
 */
public sealed interface Prior permits AnarchyPrior, BoxPrior, LogFlatPrior {
  /** All priors. */
  List<Prior> ALL =
      List.of(
          new AnarchyPrior("deg", 0),
          new AnarchyPrior("log1", 1),
          new AnarchyPrior("log4", 4),
          new BoxPrior(),
          new LogFlatPrior());

  /** Name as in results and on the command line, for example "anarchy/log1". */
  String name();

  /** Draws the 21 numbers of one candidate, laid out as in {@link SeesawParameters}. */
  void draw(CounterRandom rng, double[] parameters, int offset);

  /**
   * The prior of a name.
   *
   * @throws IllegalArgumentException for an unknown name, listing those that exist
   */
  static Prior named(String name) {
    for (Prior prior : ALL) {
      if (prior.name().equals(name)) {
        return prior;
      }
    }
    List<String> names = ALL.stream().map(Prior::name).toList();
    throw new IllegalArgumentException("prior = " + name + ", allowed " + String.join(", ", names));
  }
}
