package nustream.classifier.explanation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nustream.classifier.maps.MapSide;
import nustream.classifier.maps.TaskUniverse;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.fits.FitsMap;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Recipe;

/**
 * Where the attribution of many maps lies. Maps come as pairs of both classes with the same phases
 * and noise, whose difference says what a region adds to telling the classes apart, or one by one.
 * Owned by one thread.
 */
public final class AttributionSurvey {
  /** What pixels are sorted by. */
  public enum SortedBy {
    /** The map that the network saw. */
    MAP,
    /** The same sky without noise. */
    SIGNAL;

    /** As in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Massive minus massless, of pairs: it adds up to the mean difference of their logits. */
  public static final String DIFFERENCE = "difference";

  private static final List<String> CLASSES = List.of("massless", "massive");
  private static final String ALL = "all";

  /**
   * Which maps, sorted how.
   *
   * @param maps massless, massive, their difference, or all
   * @param by what pixels are sorted by
   */
  public record Key(String maps, SortedBy by) {}

  private final TaskUniverse universe;
  private final MapMaker maker;
  private final MapExplainer explainer;
  private final ExplanationSettings settings;
  private final Map<Key, RegionSurvey> surveys = new LinkedHashMap<>();

  /**
   * @param explainer of maps less their mean
   * @param settings the seed is of the baselines of the first map or pair, and each has others
   */
  public AttributionSurvey(
      TaskUniverse universe, MapMaker maker, MapExplainer explainer, ExplanationSettings settings) {
    this.universe = universe;
    this.maker = maker;
    this.explainer = explainer;
    this.settings = settings;
  }

  /**
   * Explains a pair of fresh maps of the task.
   *
   * @param seed of the maps
   * @param n of the pair, from 0, on the test side
   */
  public void addPair(long seed, int n) {
    List<Map<SortedBy, RegionNumbers>> both = new ArrayList<>();
    double noise = 0;
    for (int label = 0; label < CLASSES.size(); label++) {
      Recipe recipe =
          universe.recipe(label * universe.task().massEv(), seed, MapSide.TEST.index(n));
      ConvergenceMap map = maker.make(recipe);
      // Baselines that follow the class would hide what tells the classes apart.
      noise = label == 0 ? MapExplainer.rms(map.pixels()) : noise;
      both.add(explained(new FitsMap(map, Optional.of(recipe)), noise, n));
    }
    for (SortedBy by : both.get(0).keySet()) {
      for (int label = 0; label < CLASSES.size(); label++) {
        survey(CLASSES.get(label), by).add(both.get(label).get(by));
      }
      survey(DIFFERENCE, by).add(both.get(1).get(by).minus(both.get(0).get(by)));
    }
  }

  /**
   * Explains a map of the task's size.
   *
   * @param n of the map, from 0
   */
  public void add(FitsMap map, int n) {
    explained(map, MapExplainer.rms(map.map().pixels()), n)
        .forEach((by, numbers) -> survey(ALL, by).add(numbers));
  }

  private Map<SortedBy, RegionNumbers> explained(FitsMap map, double noise, int n) {
    float[] kappa = map.map().pixels();
    double[] attribution =
        explainer.explain(kappa, noise, settings.withSeed(settings.seed() + n)).values();
    Map<SortedBy, RegionNumbers> numbers = new LinkedHashMap<>();
    numbers.put(SortedBy.MAP, RegionNumbers.of(kappa, attribution));
    Explanations.signal(map, maker)
        .map(ConvergenceMap::pixels)
        .ifPresent(clean -> numbers.put(SortedBy.SIGNAL, RegionNumbers.of(clean, attribution)));
    return numbers;
  }

  private RegionSurvey survey(String maps, SortedBy by) {
    return surveys.computeIfAbsent(new Key(maps, by), none -> new RegionSurvey());
  }

  /** What was found, by maps and order. */
  public Map<Key, RegionSurvey> found() {
    return surveys;
  }

  /** Those of what was found that say most: of pairs their difference, else all maps. */
  public Map<Key, RegionSurvey> main() {
    Map<Key, RegionSurvey> chosen = new LinkedHashMap<>();
    surveys.forEach(
        (key, survey) -> {
          if (!CLASSES.contains(key.maps())) {
            chosen.put(key, survey);
          }
        });
    return chosen;
  }
}
