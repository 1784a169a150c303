package nustream.lensing.physics.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.SharedTransfers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeutrinoResponseTest {

  /**
   * delta_m/delta_cb against the Boltzmann equations; the error of the interpolation grows with
   * f_nu.
   */
  @ParameterizedTest
  @CsvSource({"0.06, 3e-4", "0.1, 5e-4", "0.4, 2e-3"})
  void followsTheBoltzmannEquations(double mass, double tolerance) {
    LinearPower power = SharedTransfers.power(ReferenceCosmology.massiveNus(mass));
    NeutrinoResponse response = new NeutrinoResponse(power.background());
    for (double z : new double[] {0, 1, 3, 9}) {
      LinearSpectra spectra = power.at(z);
      for (double k = 0.02; k < 5; k *= 1.5) {
        double expected = Math.sqrt(spectra.total().at(k) / spectra.cold().at(k));
        double ours = response.factor(k, 1 / (1 + z)) * (1 - power.background().neutrinoFraction());
        assertEquals(1, ours / expected, tolerance, "k = " + k + " z = " + z);
      }
    }
  }

  /** All follow on large scales, none on small ones; nothing to follow without mass. */
  @Test
  void hasItsLimits() {
    var massive = SharedTransfers.power(ReferenceCosmology.massiveNus(0.1)).background();
    NeutrinoResponse response = new NeutrinoResponse(massive);
    double f = massive.neutrinoFraction();
    assertEquals(1 / (1 - f), response.factor(1e-9, 1), 1e-5);
    assertEquals(1, response.factor(1e4, 1), 1e-9);
    var massless = SharedTransfers.power(ReferenceCosmology.massiveNus(0)).background();
    assertEquals(1, new NeutrinoResponse(massless).factor(0.1, 1));
    // 81 (1 + z) km/s per eV: k_fs = sqrt(1.5 x 0.3) 100 h/Mpc x (m/eV)/81 at z = 0.
    assertEquals(Math.sqrt(0.45) * 100 / 81 / 30, response.freeStreaming(1.0 / 30, 1), 5e-4);
  }
}
