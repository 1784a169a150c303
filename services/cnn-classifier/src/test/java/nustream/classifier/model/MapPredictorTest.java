package nustream.classifier.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nustream.learning.torch.HostTensor;
import nustream.lensing.physics.field.CounterNoise;
import org.junit.jupiter.api.Test;

class MapPredictorTest {
  private static final int PIXELS = 16;

  private static final ClassifierNetwork NETWORK = new ClassifierNetwork(3, 3, 1, 4, true, 30);

  private static float[] noise(int count, long index) {
    CounterNoise noise = new CounterNoise(1, 9, index);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (0.03 * noise.next());
    }
    return values;
  }

  /** Parameters with heads that are not zero. */
  static Map<String, HostTensor> parameters(ClassifierNetwork network) {
    Map<String, HostTensor> parameters = new LinkedHashMap<>(network.initialParameters(1));
    long stream = 0;
    for (Map.Entry<String, HostTensor> entry : parameters.entrySet()) {
      float[] draws = noise(entry.getValue().values().length, 100 + stream++);
      for (int i = 0; i < draws.length; i++) {
        entry.getValue().values()[i] += draws[i];
      }
    }
    return parameters;
  }

  private static MapPredictor predictor(ClassifierNetwork network) {
    return MapPredictor.of(
        network, PIXELS, parameters(network), FeatureStatistics.none(network.features()));
  }

  /** The first feature is ln of the mean square of a circular 5 x 5 correlation. */
  @Test
  void theFirstFeatureIsThePowerInTheFirstFilter() {
    float[] map = noise(PIXELS * PIXELS, 1);
    float[] filter = parameters(NETWORK).get("stem_weight").values();
    double sum = 0;
    for (int i = 0; i < PIXELS; i++) {
      for (int j = 0; j < PIXELS; j++) {
        double h = 0;
        for (int a = 0; a < 5; a++) {
          for (int b = 0; b < 5; b++) {
            int row = Math.floorMod(i + a - 2, PIXELS);
            int column = Math.floorMod(j + b - 2, PIXELS);
            h += filter[5 * a + b] * NETWORK.scale() * map[row * PIXELS + column];
          }
        }
        sum += h * h / (PIXELS * PIXELS);
      }
    }
    try (MapPredictor predictor = predictor(NETWORK)) {
      float[] features = predictor.features(map);
      assertEquals(NETWORK.features(), features.length);
      assertEquals(Math.log(sum), features[0], 1e-5);
    }
  }

  /** A map among others gets the same answer as alone, to single precision. */
  @Test
  void aBatchAnswersMapByMap() {
    float[] maps = noise(3 * PIXELS * PIXELS, 2);
    try (MapPredictor predictor = predictor(NETWORK)) {
      List<Verdict> together = predictor.predict(maps);
      assertEquals(3, together.size());
      for (int i = 0; i < 3; i++) {
        float[] one = Arrays.copyOfRange(maps, i * PIXELS * PIXELS, (i + 1) * PIXELS * PIXELS);
        Verdict alone = predictor.predict(one).get(0);
        assertEquals(alone.logit(), together.get(i).logit(), 1e-5);
        assertTrue(alone.massErrorEv() > 0);
        assertTrue(alone.probabilityMassive() > 0 && alone.probabilityMassive() < 1);
      }
      assertTrue(together.get(0).logit() != together.get(1).logit());
    }
  }

  @Test
  void theAverageOverSymmetriesIsTheSameForEachOfThem() {
    for (boolean periodic : new boolean[] {true, false}) {
      ClassifierNetwork network = new ClassifierNetwork(3, 3, 1, 4, periodic, 30);
      float[] map = noise(PIXELS * PIXELS, 3);
      try (MapPredictor predictor = predictor(network)) {
        Verdict expected = predictor.predictSymmetrised(map).get(0);
        double asItIs = predictor.predict(map).get(0).logit();
        assertTrue(Math.abs(asItIs - expected.logit()) > 1e-7, "the network is symmetric itself");
        for (SquareSymmetry symmetry : SquareSymmetry.values()) {
          float[] turned = new float[map.length];
          symmetry.apply(map, 0, PIXELS, turned, 0);
          Verdict found = predictor.predictSymmetrised(turned).get(0);
          assertEquals(expected.logit(), found.logit(), 1e-6, symmetry.name());
          assertEquals(expected.massEv(), found.massEv(), 1e-6, symmetry.name());
        }
      }
    }
  }

  @Test
  void statisticsNormaliseTheFeatures() {
    float[] maps = noise(6 * PIXELS * PIXELS, 4);
    try (MapPredictor predictor = predictor(NETWORK)) {
      float[] rows = predictor.features(maps);
      FeatureStatistics statistics = FeatureStatistics.of(rows, NETWORK.features());
      double mean = 0;
      double square = 0;
      for (int i = 0; i < rows.length; i += NETWORK.features()) {
        double z = (rows[i] - statistics.mean()[0]) / statistics.deviation()[0];
        mean += z / 6;
        square += z * z / 6;
      }
      assertEquals(0, mean, 1e-6);
      assertEquals(1, square, 1e-6);
    }
  }

  @Test
  void settingsSurviveTheirDescription() {
    assertEquals(NETWORK, ClassifierNetwork.read(NETWORK.describe()));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ClassifierNetwork.read(Map.of()));
    assertTrue(refused.getMessage().contains("width"), refused.getMessage());
  }

  @Test
  void theCountOfParametersAndOperationsFollowsTheLayers() {
    // 3 filters of 25; 4 of 27 + block 2 x 4 x 36 + 4; 6 of 36 + block 6 x 54 + 6, and the heads of
    // 3 + 8 + 12 features.
    long features = 3 + 4 + 4 + 6 + 6;
    assertEquals(features, NETWORK.features());
    long expected =
        75L + 108 + 2 * 144 + 4 + 216 + 324 + 6 + 3 * features + 3 + 4 * features + 4 + 12;
    assertEquals(expected, NETWORK.parameterCount());
    double flops = 2 * (256.0 * 75 + 64 * (108 + 288) + 16 * (216 + 324) + 7 * features + 12);
    assertEquals(flops, NETWORK.flopsPerMap(16), 0.5);
  }
}
