package nustream.learning.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussLegendreTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 50, 101})
  void theRuleIsThatOfHipparchus(int n) {
    GaussIntegrator expected = new GaussIntegratorFactory().legendre(n, 0, 1);
    double[][] rows = GaussLegendre.onUnitInterval(n);
    for (int k = 0; k < n; k++) {
      assertEquals(expected.getPoint(k), rows[0][k], 1e-14);
      assertEquals(expected.getWeight(k), rows[1][k], 1e-14);
    }
  }

  /** Int_0^1 exp(3 t) dt with the largest number of nodes that is allowed. */
  @Test
  void manyNodesAreExactToo() {
    double[][] rows = GaussLegendre.onUnitInterval(1024);
    assertEquals(1, Arrays.stream(rows[1]).sum(), 1e-12);
    double sum = 0;
    for (int k = 0; k < 1024; k++) {
      sum += rows[1][k] * Math.exp(3 * rows[0][k]);
    }
    assertEquals((Math.exp(3) - 1) / 3, sum, 1e-11);
  }
}
