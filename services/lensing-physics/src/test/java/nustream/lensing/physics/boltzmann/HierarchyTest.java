package nustream.lensing.physics.boltzmann;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HierarchyTest {

  /**
   * A monopole that appears late (k tau = 1000, as by a metric source) streams as F_l = j_l. By 60
   * radians later a wave has reached the end at l = 16 and come back: the plain closure, which is
   * made for waves from k tau = 0, returns it with an amplitude of 0.58, the layer with 0.038.
   */
  @Test
  void absorbsWhatArrivesAtItsEnd() {
    AbsorbingHierarchy hierarchy = new AbsorbingHierarchy(16);
    double[] y = new double[17];
    y[0] = 1;
    double step = 0.02;
    double first = 1000;
    double tau = first;
    double[] slopes = new double[17];
    double[] half = new double[17];
    double worst = 0;
    // Midpoint rule: its error, step^2/24 per radian, is 1e-3 of the amplitude at the end.
    while (tau < first + 60) {
      slopes(hierarchy, y, slopes, tau);
      for (int i = 0; i < 17; i++) {
        half[i] = y[i] + 0.5 * step * slopes[i];
      }
      slopes(hierarchy, half, slopes, tau + 0.5 * step);
      for (int i = 0; i < 17; i++) {
        y[i] += step * slopes[i];
      }
      tau += step;
      double phase = tau - first;
      if (phase > 20) {
        worst = Math.max(worst, Math.abs(y[0] - Math.sin(phase) / phase));
      }
    }
    assertEquals(0, worst, 0.05);
  }

  private static void slopes(AbsorbingHierarchy hierarchy, double[] y, double[] out, double tau) {
    hierarchy.stream(y, out, 0, 1, 1, tau, 0);
    out[0] = -y[1];
  }

  /** Int q^(n+1) e^q/(1+e^q)^2 dq = (n+1) Int q^n/(e^q+1) dq: pi^2/6 for n = 1, 7 pi^4/30 for 3. */
  @Test
  void momentumRuleIsExactForItsWeight() {
    MomentumRule rule = new MomentumRule(5);
    double relativistic = 7 * Math.pow(Math.PI, 4) / 120;
    double energy = 0;
    double pairs = 0;
    for (int i = 0; i < rule.size(); i++) {
      double psi = rule.logSlope(i);
      double q = rule.momentum(i);
      energy -= rule.weight(i) * q * psi;
      pairs -= rule.weight(i) * psi / q;
    }
    assertEquals(4, energy, 1e-10);
    assertEquals(Math.PI * Math.PI / 6 / relativistic, pairs, 1e-10);
  }
}
