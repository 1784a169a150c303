package nustream.lensing.physics.boltzmann;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.MassHierarchy;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModeEquationsTest {

  /** Another integrator of order 8 at a hundredth of the tolerance: ours must be right to 1e-5. */
  @Test
  void integrationAgreesWithHipparchus() {
    Background background = new Background(ReferenceCosmology.withMass(0.1));
    EpochTable epochs = new EpochTable(background, new ThermalHistory(background));
    Precision precision = Precision.STANDARD;
    MomentumRule rule = new MomentumRule(precision.momenta());
    double k = 0.05;
    ModeEquations equations = new ModeEquations(k, background, epochs, rule, precision);
    double[] y = new double[equations.size()];
    double start = equations.start(y);
    DormandPrince early = new DormandPrince(equations, 1e-6, 0.05, 0.2);
    while (!equations.leaveTightCoupling(start, y)) {
      start = early.step(start, y, 0);
    }
    double[] absolute = equations.errorFloors();
    double[] relative = new double[absolute.length];
    for (int i = 0; i < absolute.length; i++) {
      absolute[i] *= 1e-6;
      relative[i] = 1e-6;
    }
    OrdinaryDifferentialEquation problem =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return equations.size();
          }

          @Override
          public double[] computeDerivatives(double lnA, double[] state) {
            double[] slopes = new double[state.length];
            equations.slopes(lnA, state, slopes);
            return slopes;
          }
        };
    double[] theirs =
        new DormandPrince853Integrator(1e-12, 0.2, absolute, relative)
            .integrate(problem, new ODEState(start, y), 0)
            .getPrimaryState();
    double expected = Math.abs(equations.matterContrast(0, theirs));

    assertEquals(expected, contrast(k, background, epochs, precision), 1e-5 * expected);
  }

  /**
   * Where no table is: twice the moments, momenta and a hundredth of the tolerance change P by less
   * than 0.03 %, at a cosmology far from the fiducial one and with a large mass.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.002, 0.02, 0.1, 0.4, 1})
  void settingsHaveConvergedForAnotherCosmology(double k) {
    Cosmology cosmology =
        new Cosmology(
            0.62,
            0.4,
            0.019,
            0.97,
            new Amplitude.Primordial(2e-9),
            0.5,
            MassHierarchy.DEGENERATE,
            3.4,
            2.7255);
    Background background = new Background(cosmology);
    EpochTable epochs = new EpochTable(background, new ThermalHistory(background));
    Precision fine = new Precision(32, 16, 32, 28, 10, 1e-6, 0.004, 0.004);
    double expected = contrast(k, background, epochs, fine);
    double ours = contrast(k, background, epochs, Precision.STANDARD);
    assertEquals(1, ours / expected, 1.5e-4);
  }

  private static double contrast(
      double k, Background background, EpochTable epochs, Precision precision) {
    MomentumRule rule = new MomentumRule(precision.momenta());
    double[][] total = new double[TransferTable.TIMES][1];
    double[][] cold = new double[TransferTable.TIMES][1];
    ModeEquations equations = new ModeEquations(k, background, epochs, rule, precision);
    new ModeEvolution(equations, precision).record(total, cold, 0);
    return total[TransferTable.TIMES - 1][0];
  }
}
