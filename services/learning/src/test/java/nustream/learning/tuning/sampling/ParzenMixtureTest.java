package nustream.learning.tuning.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import nustream.learning.tuning.Reference;
import nustream.learning.tuning.trial.CategoricalDistribution;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.FloatDistribution;
import nustream.learning.tuning.trial.IntDistribution;
import nustream.learning.tuning.trial.NumericAxis;
import org.junit.jupiter.api.Test;

class ParzenMixtureTest {
  private static Map<String, Distribution> space() {
    Map<String, Distribution> space = new LinkedHashMap<>();
    space.put("rate", new FloatDistribution(1e-5, 1e-1, true, 0));
    space.put("dropout", new FloatDistribution(0, 0.5, false, 0.1));
    space.put("width", new IntDistribution(8, 64, true, 1));
    space.put("depth", new IntDistribution(2, 8, false, 2));
    space.put("mix", new FloatDistribution(-1, 3, false, 0));
    space.put("pooling", new CategoricalDistribution(List.of("a", "b", "c")));
    return space;
  }

  private static Map<String, Double> point(JsonNode node) {
    Map<String, Double> point = new LinkedHashMap<>();
    node.properties().forEach(field -> point.put(field.getKey(), field.getValue().doubleValue()));
    return point;
  }

  private static List<Map<String, Double>> points(JsonNode nodes) {
    List<Map<String, Double>> points = new ArrayList<>();
    nodes.forEach(node -> points.add(point(node)));
    return points;
  }

  /** Optuna's erf is good to some 1e-15 relative; masses of narrow cells lose a few digits. */
  @Test
  void densitiesAreThoseOfOptuna() {
    int compared = 0;
    for (JsonNode given : Reference.cases("parzen")) {
      ParzenMixture mixture = new ParzenMixture(space(), points(given.path("observations")));
      List<Map<String, Double>> points = points(given.path("points"));
      for (int i = 0; i < points.size(); i++) {
        assertEquals(
            given.path("log_density").get(i).doubleValue(),
            mixture.logDensity(points.get(i)),
            1e-9);
        compared++;
      }
    }
    assertEquals(30, compared);
  }

  @Test
  void densitiesIntegrateToOne() {
    RandomGenerator random = random();
    for (Map.Entry<String, Distribution> parameter : space().entrySet()) {
      Map<String, Distribution> alone = Map.of(parameter.getKey(), parameter.getValue());
      for (int n : new int[] {0, 1, 2, 12, 40}) {
        List<Map<String, Double>> seen = new ArrayList<>();
        ParzenMixture prior = new ParzenMixture(alone, List.of());
        for (int i = 0; i < n; i++) {
          seen.add(prior.draw(random));
        }
        double integral = integral(new ParzenMixture(alone, seen), parameter);
        // Midpoints: the narrowest kernel is 40 intervals wide.
        assertEquals(1, integral, 1e-6, parameter.getKey() + " of " + n + " observations");
      }
    }
  }

  private static double integral(ParzenMixture mixture, Map.Entry<String, Distribution> parameter) {
    String name = parameter.getKey();
    double sum = 0;
    if (parameter.getValue() instanceof CategoricalDistribution categories) {
      for (int i = 0; i < categories.choices().size(); i++) {
        sum += Math.exp(mixture.logDensity(Map.of(name, (double) i)));
      }
      return sum;
    }
    NumericAxis axis =
        parameter.getValue() instanceof FloatDistribution real
            ? real.axis()
            : ((IntDistribution) parameter.getValue()).axis();
    if (axis.discrete()) {
      for (double x = axis.low(); x < axis.high() + axis.step() / 2; x += axis.step()) {
        sum += Math.exp(mixture.logDensity(Map.of(name, x)));
      }
      return sum;
    }
    int intervals = 4_000;
    double width = (axis.upper() - axis.lower()) / intervals;
    for (int i = 0; i < intervals; i++) {
      double x = axis.value(axis.lower() + (i + 0.5) * width);
      sum += Math.exp(mixture.logDensity(Map.of(name, x))) * width;
    }
    return sum;
  }

  @Test
  void drawsFollowTheDensity() {
    Map<String, Distribution> space = Map.of("x", new IntDistribution(0, 9, false, 1));
    ParzenMixture mixture =
        new ParzenMixture(space, List.of(Map.of("x", 2.0), Map.of("x", 3.0), Map.of("x", 8.0)));
    int draws = 40_000;
    int[] counts = new int[10];
    RandomGenerator random = random();
    for (int i = 0; i < draws; i++) {
      counts[mixture.draw(random).get("x").intValue()]++;
    }
    for (int x = 0; x < counts.length; x++) {
      double p = Math.exp(mixture.logDensity(Map.of("x", (double) x)));
      double sigma = Math.sqrt(p * (1 - p) / draws);
      assertEquals(p, counts[x] / (double) draws, 5 * sigma, "x = " + x); // 5 sigma, 10 bins
    }
  }

  @Test
  void weightsAreRampedBeforeTheLatest25() {
    assertArrayEquals(new double[] {1}, ParzenMixture.weights(0));
    assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, ParzenMixture.weights(3));
    double[] weights = ParzenMixture.weights(28);
    double full = weights[28];
    // numpy.linspace(1/28, 1, 3), 25 ones, the prior
    assertEquals(1 / 28.0, weights[0] / full, 1e-12);
    assertEquals((1 / 28.0 + 1) / 2, weights[1] / full, 1e-12);
    assertEquals(1, weights[2] / full, 1e-12);
    assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
  }

  @Test
  void observationsOutsideTheRangeDoNotBreakTheDensity() {
    Map<String, Distribution> space = Map.of("x", new FloatDistribution(0, 1, false, 0));
    ParzenMixture mixture = new ParzenMixture(space, List.of(Map.of("x", 50.0)));
    double x = mixture.draw(random()).get("x");
    assertTrue(x >= 0 && x <= 1, "x = " + x);
    assertTrue(Double.isFinite(mixture.logDensity(Map.of("x", 0.5))));
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(4);
  }
}
