package nustream.classifier.training;

import java.util.Map;
import java.util.TreeMap;
import nustream.classifier.model.Words;

/**
 * What one training step sees: pairs of maps of both classes with the same phases and noise, which
 * train the logit and the mass estimate, and single maps of other masses, which train the mass
 * estimate alone.
 *
 * @param pairs pairs of maps, 2 to 4096
 * @param others single maps, 0 to 4096, their masses drawn evenly from the grid
 * @param mostMassEv largest mass of the grid, eV
 * @param massSteps steps of the grid from 0 to the largest mass, 1 to 64
 * @param shuffledLabels whether labels and masses are drawn without regard to the maps: the null
 *     test, which must end at an accuracy of one half
 */
public record BatchComposition(
    int pairs, int others, double mostMassEv, int massSteps, boolean shuffledLabels) {
  public BatchComposition {
    TrainingSettings.require(pairs >= 2 && pairs <= 4096, "pairs", pairs, "2 to 4096");
    TrainingSettings.require(others >= 0 && others <= 4096, "others", others, "0 to 4096");
    TrainingSettings.require(
        mostMassEv > 0 && mostMassEv <= 2, "largest mass (eV)", mostMassEv, "above 0, at most 2");
    TrainingSettings.require(massSteps >= 1 && massSteps <= 64, "mass steps", massSteps, "1 to 64");
  }

  /** Maps in a batch. */
  public int maps() {
    return 2 * pairs + others;
  }

  /** Mass of a place on the grid, eV. */
  public double mass(int place) {
    return mostMassEv * place / massSteps;
  }

  Map<String, String> describe() {
    Map<String, String> words = new TreeMap<>();
    words.put("pairs", String.valueOf(pairs));
    words.put("others", String.valueOf(others));
    words.put("most_mass_ev", String.valueOf(mostMassEv));
    words.put("mass_steps", String.valueOf(massSteps));
    words.put("shuffled_labels", String.valueOf(shuffledLabels));
    return words;
  }

  static BatchComposition read(Map<String, String> words) {
    return new BatchComposition(
        Integer.parseInt(Words.of(words, "pairs")),
        Integer.parseInt(Words.of(words, "others")),
        Double.parseDouble(Words.of(words, "most_mass_ev")),
        Integer.parseInt(Words.of(words, "mass_steps")),
        Boolean.parseBoolean(Words.of(words, "shuffled_labels")));
  }
}
