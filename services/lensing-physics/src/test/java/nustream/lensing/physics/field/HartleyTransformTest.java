package nustream.lensing.physics.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HartleyTransformTest {

  /** Against the double sum of its definition, and back: rounding only. */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 12, 16})
  void isTheSumOfItsDefinition(int n) {
    double[] map = new Random(n).doubles((long) n * n).toArray();
    double[] modes = map.clone();
    HartleyTransform transform = new HartleyTransform(n);
    transform.forward(modes);
    for (int k = 0; k < n * n; k++) {
      double sum = 0;
      for (int x = 0; x < n * n; x++) {
        double phase = 2 * Math.PI / n * ((k / n) * (x / n) + (k % n) * (x % n));
        sum += map[x] * (Math.cos(phase) + Math.sin(phase));
      }
      assertEquals(sum, modes[k], 1e-11, "mode " + k);
    }
    transform.inverse(modes);
    assertArrayEquals(map, modes, 1e-13);
  }
}
