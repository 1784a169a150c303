package nustream.classifier.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nustream.lensing.physics.field.CounterNoise;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void theAreaCountsPairsInOrderAndHalfOfTies() {
    assertEquals(1, Ranking.area(new double[] {0, 1}, new double[] {2, 3}));
    assertEquals(0, Ranking.area(new double[] {2, 3}, new double[] {0, 1}));
    assertEquals(0.5, Ranking.area(new double[] {1, 1}, new double[] {1, 1}));
    // (0.5 > 0), (0.5 < 1), (2 > 0), (2 > 1)
    assertEquals(0.75, Ranking.area(new double[] {1, 0}, new double[] {2, 0.5}));
  }

  @Test
  void crossEntropyIsTheMeanNegativeLogProbability() {
    assertEquals(Math.log(2), Ranking.crossEntropy(new double[] {0}, new double[] {0}), 1e-15);
    double expected = (Math.log(1 + Math.exp(1)) + Math.log(1 + Math.exp(-2))) / 2;
    assertEquals(expected, Ranking.crossEntropy(new double[] {1}, new double[] {2}), 1e-15);
    assertEquals(800, Ranking.crossEntropy(new double[] {800}, new double[] {-800}), 1e-9);
  }

  /** Normal logits with d' = 1: accuracy Phi(1/2) = 0.6915, area Phi(1/sqrt 2) = 0.7602. */
  @Test
  void normalLogitsHaveTheNumbersOfTheirSeparation() {
    int n = 20_000;
    CounterNoise noise = new CounterNoise(1, 1, 1);
    double[] class0 = new double[n];
    double[] class1 = new double[n];
    for (int i = 0; i < n; i++) {
      class0[i] = noise.next() - 0.5;
      class1[i] = noise.next() + 0.5;
    }
    // 4 standard errors: 0.0023 for the accuracy, 0.0024 for the area, 0.011 for d'.
    assertEquals(0.69146, Ranking.accuracy(class0, class1), 0.0092);
    assertEquals(0.76025, Ranking.area(class0, class1), 0.0096);
    assertEquals(1, Ranking.separation(class0, class1), 0.044);
  }
}
