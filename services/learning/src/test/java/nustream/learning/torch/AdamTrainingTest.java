package nustream.learning.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdamTrainingTest {
  /** Mean square of (x a + b - y). */
  private static final String REGRESSION =
      "  def loss(self: __torch__.M, batch: List[Tensor], w: List[Tensor]) -> Tensor:\n"
          + "    return torch.mse_loss(torch.linear(batch[0], w[0], w[1]), batch[1])\n";

  @BeforeEach
  void prepare() {
    TorchRuntime.prepareThread(1);
  }

  private static Map<String, HostTensor> zeros() {
    Map<String, HostTensor> initial = new LinkedHashMap<>();
    initial.put("a", HostTensor.filled(0, 1, 2));
    initial.put("b", HostTensor.filled(0, 1));
    return initial;
  }

  /** 32 rows of y = 3 x0 - 2 x1 + 1, the same for the same step. */
  private static HostTensor[] batch(long step) {
    SplittableRandom random = new SplittableRandom(step);
    float[] x = new float[64];
    float[] y = new float[32];
    for (int i = 0; i < 32; i++) {
      x[2 * i] = (float) random.nextDouble(-1, 1);
      x[2 * i + 1] = (float) random.nextDouble(-1, 1);
      y[i] = 3 * x[2 * i] - 2 * x[2 * i + 1] + 1;
    }
    return new HostTensor[] {new HostTensor(x, 32, 2), new HostTensor(y, 32, 1)};
  }

  @Test
  void trainingFindsTheLine() {
    try (AdamTraining training = new AdamTraining(REGRESSION, zeros(), 100, TorchDevice.CPU)) {
      double loss = 0;
      for (int i = 0; i < 600; i++) {
        loss = training.step(0.03, 0.9, batch(i)).loss();
      }
      // The data hold no noise, so the loss goes to zero; 1e-4 is 1e-5 of the start.
      assertTrue(loss < 1e-4, "loss " + loss);
      Map<String, HostTensor> found = training.averagedParameters();
      assertArrayEquals(new float[] {3, -2}, found.get("a").values(), 0.05f);
      assertArrayEquals(new float[] {1}, found.get("b").values(), 0.05f);
    }
  }

  @Test
  void clippingIsByTheGlobalNorm() {
    // At w = 0 with one row x = (1, 0), y = -5: d loss/d(a0, a1, b) = 2 (0 + 5) (1, 0, 1).
    HostTensor[] row = {
      new HostTensor(new float[] {1, 0}, 1, 2), new HostTensor(new float[] {-5}, 1, 1)
    };
    try (AdamTraining training = new AdamTraining(REGRESSION, zeros(), 1, TorchDevice.CPU)) {
      StepOutcome outcome = training.step(1e-3, 0, row);
      assertEquals(Math.sqrt(200), outcome.gradientNorm(), 1e-4);
      // Adam's first moment after one step is 0.1 g; g was scaled to norm 1.
      Map<String, HostTensor> moments = training.state().firstMoments();
      float clipped = (float) (0.1 / Math.sqrt(2));
      assertArrayEquals(new float[] {clipped, 0}, moments.get("a").values(), 1e-6f);
      assertArrayEquals(new float[] {clipped}, moments.get("b").values(), 1e-6f);
    }
  }

  @Test
  void theAverageFollowsItsDecay() {
    try (AdamTraining training = new AdamTraining(REGRESSION, zeros(), 1, TorchDevice.CPU)) {
      training.step(0.01, 0.75, batch(0));
      float weight = training.state().weights().get("b").values()[0];
      assertEquals(0.25 * weight, training.averagedParameters().get("b").values()[0], 1e-9);
      assertTrue(weight != 0);
    }
  }

  @Test
  void aResumedTrainingEndsWithTheSameNumbers() {
    TrainingState undisturbed;
    TrainingState half;
    try (AdamTraining training = new AdamTraining(REGRESSION, zeros(), 1, TorchDevice.CPU)) {
      for (int i = 0; i < 20; i++) {
        training.step(0.01, 0.9, batch(i));
      }
      half = training.state();
      for (int i = 20; i < 40; i++) {
        training.step(0.01, 0.9, batch(i));
      }
      undisturbed = training.state();
    }
    try (AdamTraining resumed = new AdamTraining(REGRESSION, zeros(), 1, TorchDevice.CPU)) {
      resumed.restore(half);
      for (int i = 20; i < 40; i++) {
        resumed.step(0.01, 0.9, batch(i));
      }
      TrainingState ended = resumed.state();
      assertEquals(40, ended.step());
      for (String name : undisturbed.weights().keySet()) {
        assertArrayEquals(
            undisturbed.weights().get(name).values(), ended.weights().get(name).values());
        assertArrayEquals(
            undisturbed.averages().get(name).values(), ended.averages().get(name).values());
        assertArrayEquals(
            undisturbed.secondMoments().get(name).values(),
            ended.secondMoments().get(name).values());
      }
    }
  }

  @Test
  void aLossThatIsNoNumberStopsTheTraining() {
    HostTensor[] poisoned = {
      new HostTensor(new float[] {Float.NaN, 0}, 1, 2), new HostTensor(new float[] {0}, 1, 1)
    };
    try (AdamTraining training = new AdamTraining(REGRESSION, zeros(), 1, TorchDevice.CPU)) {
      assertThrows(IllegalStateException.class, () -> training.step(0.01, 0.9, poisoned));
    }
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() {
    try (AdamTraining training = new AdamTraining(REGRESSION, zeros(), 1, TorchDevice.CPU)) {
      Map<String, HostTensor> other = Map.of("c", HostTensor.filled(0, 1));
      TrainingState state = new TrainingState(1, other, other, other, other);
      assertThrows(IllegalArgumentException.class, () -> training.restore(state));
    }
  }
}
