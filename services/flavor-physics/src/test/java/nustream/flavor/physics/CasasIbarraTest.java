package nustream.flavor.physics;

import static nustream.flavor.physics.ReferenceVectorsTest.pairs;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import nustream.flavor.physics.random.CounterRandom;
import org.hipparchus.complex.Complex;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CasasIbarraTest {
  private static final double V = SeesawParameters.V_GEV;

  static Stream<JsonNode> ulysses() {
    return ReferenceVectorsTest.elements("ulysses.json", "points");
  }

  /** Both ways on the points of ULYSSES; R grows to 1e3 there, which multiplies rounding. */
  @ParameterizedTest
  @MethodSource("ulysses")
  void agreesWithUlysses(JsonNode p) {
    double[] u = pairs(p.get("U_re_im"));
    double[] r = pairs(p.get("R_re_im"));
    double[] y = pairs(p.get("Y_h_re_im"));
    double v = p.get("v_GeV").asDouble();
    double[] light = new double[3];
    double[] heavy = new double[3];
    for (int i = 0; i < 3; i++) {
      light[i] = p.get("light_masses_eV").get(i).asDouble();
      heavy[i] = Math.pow(10, p.get("input").get("M" + (i + 1)).asDouble());
    }
    double largest = 0;
    for (double value : y) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(y, CasasIbarra.yukawa(u, light, heavy, r, v), 1e-12 * largest);
    if (light[0] > 1e-10) {
      double size = Math.abs(r[0]) + Math.abs(r[2]) + Math.abs(r[4]) + 1;
      assertArrayEquals(r, CasasIbarra.rotation(u, light, heavy, y, v), 1e-8 * size);
    } else {
      light[0] = 0;
      assertThrows(
          IllegalArgumentException.class, () -> CasasIbarra.rotation(u, light, heavy, y, v));
    }
  }

  /**
   * Any R gives the light sector it was asked for; 1e-10 for the cancellation of |R|^2 of about
   * 1e3.
   */
  @Test
  void everyRotationGivesTheLightSector() {
    for (int k = 0; k < 50; k++) {
      CounterRandom rng = new CounterRandom(61, 0, k);
      double[] light = {0.01, Math.sqrt(1e-4 + 7.49e-5), Math.sqrt(1e-4 + 2.513e-3)};
      double[] heavy = {1e12, 3e13, 2e15};
      double[] u = Pmns.matrix(0.308, 0.02215, 0.47, 212, 75, 301);
      double[] r = CasasIbarra.rotation(angle(rng), angle(rng), angle(rng));
      double[] y = CasasIbarra.yukawa(u, light, heavy, r, V);
      LeptonObservables o = LeptonSector.seesaw(y, heavy, V, new double[0], Ordering.NO);
      assertEquals(light[0], o.m1Ev(), 1e-12);
      assertEquals(light[2], o.m3Ev(), 1e-12);
      assertEquals(0.308, o.s12sq(), 1e-10);
      assertEquals(0.02215, o.s13sq(), 1e-10);
      assertEquals(0.47, o.s23sq(), 1e-10);
      assertEquals(212, o.deltaDeg().getAsDouble(), 1e-7);
      assertEquals(75, o.alpha21Deg().getAsDouble(), 1e-7);
      assertEquals(301, o.alpha31Deg().getAsDouble(), 1e-7);
      assertArrayEquals(r, CasasIbarra.rotation(u, light, heavy, y, V), 1e-9);
    }
  }

  /**
   * The measure against the determinant of the 18 x 18 Jacobian of (m, angles, phases, z) to Y by
   * central differences, with dU_Haar = d(s12^2) d(c13^4) d(s23^2) d(phases): their ratio is the
   * same at every point. Step 1e-5 leaves 1e-9 of each derivative.
   */
  @Test
  void measureIsTheJacobian() {
    double[] heavy = {2, 5, 11};
    double first = Double.NaN;
    for (int k = 0; k < 20; k++) {
      CounterRandom rng = new CounterRandom(62, 0, k);
      double[] q = new double[18];
      q[0] = 1 + rng.nextUniform();
      q[1] = q[0] + 0.2 + rng.nextUniform();
      q[2] = q[1] + 0.2 + rng.nextUniform();
      for (int d = 3; d < 6; d++) {
        q[d] = 0.1 + 0.8 * rng.nextUniform();
      }
      for (int d = 6; d < 18; d++) {
        q[d] = 2 * rng.nextUniform() - 1;
      }
      double[][] jacobian = new double[18][18];
      double h = 1e-5;
      for (int d = 0; d < 18; d++) {
        double keep = q[d];
        q[d] = keep + h;
        double[] plus = yukawa(q, heavy);
        q[d] = keep - h;
        double[] minus = yukawa(q, heavy);
        q[d] = keep;
        for (int e = 0; e < 18; e++) {
          jacobian[e][d] = (plus[e] - minus[e]) / (2 * h);
        }
      }
      double determinant =
          new LUDecomposition(MatrixUtils.createRealMatrix(jacobian)).getDeterminant();
      double[] light = {q[0], q[1], q[2]};
      double constant =
          Math.log(Math.abs(determinant))
              - CasasIbarra.logMeasure(light, heavy, new Complex(q[14], q[15]));
      first = Double.isNaN(first) ? constant : first;
      assertEquals(first, constant, 1e-6);
    }
  }

  /** q: m (3), s12^2, c13^4, s23^2, delta, alpha21, alpha31, three row phases, then z1, z2, z3. */
  private static double[] yukawa(double[] q, double[] heavy) {
    MixingMatrix u = new MixingMatrix();
    u.set(q[3], 1 - Math.sqrt(q[4]), q[5], q[6], q[7], q[8]);
    for (int a = 0; a < 3; a++) {
      u.turnRow(a, q[9 + a]);
    }
    double[] mixing = new double[18];
    for (int k = 0; k < 9; k++) {
      mixing[2 * k] = u.re[k];
      mixing[2 * k + 1] = u.im[k];
    }
    double[] r =
        CasasIbarra.rotation(
            new Complex(q[12], q[13]), new Complex(q[14], q[15]), new Complex(q[16], q[17]));
    double[] light = {q[0] * 1e9, q[1] * 1e9, q[2] * 1e9};
    return CasasIbarra.yukawa(mixing, light, heavy, r, 1);
  }

  private static Complex angle(CounterRandom rng) {
    return new Complex(2 * Math.PI * rng.nextUniform(), 2 * rng.nextUniform() - 1);
  }
}
