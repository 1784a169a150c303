package nustream.sampler.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.random.CounterRandom;
import org.junit.jupiter.api.Test;

class CanonicalFrameTest {
  /** Numbers of order one carried in single precision. */
  private static final float ROUNDING = 2e-6f;

  private final CounterRandom random = new CounterRandom(11, 0, 0);
  private final CanonicalFrame frame = new CanonicalFrame();

  private double[] normal() {
    double[] x = new double[DenoiserNetwork.POINT];
    for (int d = 0; d < x.length; d++) {
      x[d] = random.nextGaussian();
    }
    return x;
  }

  private float[] seen(double[] x) {
    float[] seen = new float[x.length];
    frame.choose(x, 0);
    frame.enter(x, 0, seen, 0);
    return seen;
  }

  @Test
  void equivalentPointsLookTheSame() {
    ScaleFreeSeesaw seesaw = new ScaleFreeSeesaw(1);
    for (int n = 0; n < 500; n++) {
      double[] x = normal();
      float[] before = seen(x);
      seesaw.augment(random, x, 0);
      assertArrayEquals(before, seen(x), ROUNDING);
    }
  }

  @Test
  void theRepresentativeIsAsDocumented() {
    for (int n = 0; n < 500; n++) {
      float[] y = seen(normal());
      assertTrue(y[18] <= y[19] && y[19] <= y[20]);
      for (int a = 0; a < 3; a++) {
        assertTrue(y[6 * a] >= 0);
        assertEquals(0, y[6 * a + 1], ROUNDING);
      }
      assertTrue(y[2] + y[8] + y[14] >= -ROUNDING);
      assertTrue(y[4] + y[10] + y[16] >= -ROUNDING);
      assertTrue(y[3] + y[9] + y[15] >= -ROUNDING);
    }
  }

  @Test
  void anyVectorComesBack() {
    for (int n = 0; n < 500; n++) {
      frame.choose(normal(), 0);
      double[] vector = normal();
      float[] inside = new float[vector.length];
      double[] back = new double[vector.length];
      frame.enter(vector, 0, inside, 0);
      frame.leave(inside, 0, back, 0);
      assertArrayEquals(vector, back, ROUNDING);
    }
  }
}
