package nustream.lensing.physics.lightcone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.SharedTransfers;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.linear.NeutrinoResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lowest modes of a box against the Boltzmann equations. With 1/200 of the true power nonlinear
 * coupling between modes, several per cent of P otherwise, is below 0.05 %. What remains is the
 * mesh, softer by (k cell)^2/6: 0.13 % of growth per squared wavenumber with 64 cells.
 */
class LinearGrowthTest {
  private static final BoxSettings BOX = new BoxSettings(256, 32, 64, 20, 19, 2, 64);
  private static final double[] EDGES = {1, 2, 3, 4};
  private static final double[] SQUARES = {1, 2, 3};
  private static final List<Double> MOMENTS = List.of(0.0500001, 0.5, 1.0);

  /** Cold power of the three lowest bins at each moment. */
  private static List<double[]> evolve(LinearPower power) {
    List<double[]> sums = new ArrayList<>();
    try (Workers workers = new Workers(2)) {
      new Simulation(BOX, power, workers)
          .run(
              3,
              0,
              MOMENTS,
              (particles, drift, a) ->
                  sums.add(BoxPower.sums(particles, drift, BOX.sideMpcPerH(), EDGES, workers)),
              Progress.NONE);
    }
    return sums;
  }

  private static LinearPower faint(double mass) {
    return SharedTransfers.power(
        ReferenceCosmology.massiveNus(mass).withAmplitude(new Amplitude.Primordial(1e-11)));
  }

  private static double redshift(int moment) {
    return Math.max(0, 1 / MOMENTS.get(moment) - 1);
  }

  /** From z = 19 to z = 1 and 0 within 0.5 % of growth, of cold and of all matter. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.4})
  void lowestModesGrowAsInLinearTheory(double mass) {
    LinearPower power = faint(mass);
    NeutrinoResponse response = new NeutrinoResponse(power.background());
    List<double[]> sums = evolve(power);
    for (int moment = 1; moment < MOMENTS.size(); moment++) {
      for (int bin = 0; bin < 2; bin++) {
        double k = BOX.fundamental() * Math.sqrt(SQUARES[bin]);
        double growth = Math.sqrt(sums.get(moment)[bin] / sums.get(0)[bin]);
        double start = power.at(redshift(0)).cold().at(k);
        double cold = Math.sqrt(power.at(redshift(moment)).cold().at(k) / start);
        double total = Math.sqrt(power.at(redshift(moment)).total().at(k) / start);
        String where = "k = " + k + " z = " + redshift(moment);
        assertEquals(1, growth / cold, 5e-3, where);
        double contrast = contrastRatio(power, response, k, MOMENTS.get(moment));
        assertEquals(1, growth * contrast / total, 5e-3, where);
      }
    }
  }

  /** delta_m / delta_cb */
  private static double contrastRatio(
      LinearPower power, NeutrinoResponse response, double k, double a) {
    return response.factor(k, a) * (1 - power.background().neutrinoFraction());
  }

  /** The signal: P(0.1 eV)/P(0) of all matter with the same phases, within 0.2 %. */
  @Test
  void suppressionIsThatOfLinearTheory() {
    LinearPower light = faint(0);
    LinearPower heavy = faint(0.1);
    NeutrinoResponse response = new NeutrinoResponse(heavy.background());
    List<double[]> one = evolve(light);
    List<double[]> two = evolve(heavy);
    for (int moment = 1; moment < MOMENTS.size(); moment++) {
      for (int bin = 0; bin < SQUARES.length; bin++) {
        double k = BOX.fundamental() * Math.sqrt(SQUARES[bin]);
        double all = contrastRatio(heavy, response, k, MOMENTS.get(moment));
        double ratio = two.get(moment)[bin] / one.get(moment)[bin] * all * all;
        double z = redshift(moment);
        double expected = heavy.at(z).total().at(k) / light.at(z).total().at(k);
        assertEquals(expected, ratio, 2e-3 * expected, "k = " + k + " z = " + z);
      }
    }
  }
}
