package nustream.lensing.physics.boltzmann;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.background.Background;
import org.junit.jupiter.api.Test;

class ThermalHistoryTest {
  private final Background background = new Background(ReferenceCosmology.massiveNus(0));
  private final ThermalHistory history = new ThermalHistory(background);

  /** CAMB's helium mass fraction at omega_b = 0.02254, N_eff = 3.044 is 0.24535. */
  @Test
  void heliumAgreesWithCamb() {
    assertEquals(0.24535, HeliumAbundance.massFraction(ReferenceCosmology.withMass(0)), 3e-4);
  }

  /** Hu and Sugiyama (1996), eq. (E1), fit the redshift of optical depth one to 1 %. */
  @Test
  void lastScatteringIsWhereTheFitHasIt() {
    double depth = 0;
    double lnA = 0;
    while (depth < 1) {
      lnA -= 1e-4;
      double a = Math.exp(lnA);
      // Without reionisation; the residual ionisation adds a few per cent.
      depth += 1e-4 * history.opacity(lnA) / background.conformalHubble(a);
    }
    double wb = 0.0223;
    double wm = 0.147;
    double g1 = 0.0783 * Math.pow(wb, -0.238) / (1 + 39.5 * Math.pow(wb, 0.763));
    double g2 = 0.560 / (1 + 21.1 * Math.pow(wb, 1.81));
    double fit = 1048 * (1 + 0.00124 * Math.pow(wb, -0.738)) * (1 + g1 * Math.pow(wm, g2));
    assertEquals(fit, Math.exp(-lnA) - 1, 0.01 * fit);
  }

  /** Fully ionised with both helium electrons early, frozen out at a few 1e-4 late. */
  @Test
  void ionisationHasItsLimits() {
    double helium = HeliumAbundance.massFraction(background.cosmology());
    double heliumPerHydrogen = helium / (3.9715 * (1 - helium));
    assertEquals(1 + 2 * heliumPerHydrogen, history.electrons(Math.log(2e-5)), 1e-4);
    assertEquals(1 + heliumPerHydrogen, history.electrons(-Math.log(4000)), 2e-3);
    double frozen = history.electrons(-Math.log(100));
    assertTrue(frozen > 1.5e-4 && frozen < 4e-4, "x_e = " + frozen);
  }
}
