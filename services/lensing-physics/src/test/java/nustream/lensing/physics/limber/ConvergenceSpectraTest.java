package nustream.lensing.physics.limber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.ReferenceTable;
import nustream.lensing.physics.SharedSpectra;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvergenceSpectraTest {
  private static final double[] SOURCES = {0.5, 1, 1.5, 2, 2.5};

  /** From the cosmology alone to C_l; the table's own numerics are good to a few 1e-4. */
  @ParameterizedTest
  @CsvSource({
    "HALOFIT, 0, halofit_mnu0",
    "HALOFIT, 0.1, halofit_mnu0.1",
    "HMCODE, 0, hmcode2020_mnu0",
    "HMCODE, 0.1, hmcode2020_mnu0.1"
  })
  void agreesWithCambToAThousandth(NonlinearModel model, double mass, String name) {
    ReferenceTable table = ReferenceTable.read("cosmology/kappa_cl/" + name + ".txt");
    for (int column = 0; column < SOURCES.length; column++) {
      AngularSpectrum ours =
          SharedSpectra.plane(ReferenceCosmology.withMass(mass), model, SOURCES[column]);
      for (int i = 0; i < table.size(); i++) {
        double ratio = ours.at(table.at(i, 0)) / table.at(i, column + 1);
        assertEquals(1, ratio, 1e-3, "l = " + table.at(i, 0) + " z_s = " + SOURCES[column]);
      }
    }
  }

  /**
   * Another script and another baryon density; its spectra were cut in k, so 0.5 % (ratio 0.1 %).
   */
  @Test
  void agreesWithTheTableOfTheFiducialCosmology() {
    List<String> lines = ReferenceTable.lines("lensing/cl_kappa_takahashi.csv");
    double[] sources = {0.5, 1, 2};
    for (int column = 0; column < sources.length; column++) {
      AngularSpectrum light = fiducial(0, sources[column]);
      AngularSpectrum heavy = fiducial(0.1, sources[column]);
      for (String line : lines.subList(2, lines.size())) {
        String[] words = line.split(",");
        double multipole = Double.parseDouble(words[0]);
        if (multipole < 20 || multipole > 1e4) {
          continue;
        }
        double expected = Double.parseDouble(words[1 + column]);
        double expectedHeavy = Double.parseDouble(words[4 + column]);
        String where = "l = " + multipole + " z_s = " + sources[column];
        double ours = light.at(multipole);
        assertEquals(1, ours / expected, 5e-3, where);
        assertEquals(expectedHeavy / expected, heavy.at(multipole) / ours, 1e-3, where);
      }
    }
  }

  private static AngularSpectrum fiducial(double mass, double z) {
    return SharedSpectra.plane(ReferenceCosmology.massiveNus(mass), NonlinearModel.HALOFIT, z);
  }

  /** C_l is bilinear in the sources: two bins, narrow enough to be planes to second order. */
  @Test
  void aHistogramIsTheSumOfItsPlanes() {
    ConvergenceSpectra spectra =
        SharedSpectra.of(ReferenceCosmology.massiveNus(0), NonlinearModel.HALOFIT);
    Sources histogram =
        new Sources.Histogram(List.of(0.799, 0.801, 1.599, 1.601), List.of(3.0, 0.0, 1.0));
    Sources near = Sources.plane(0.8);
    Sources far = Sources.plane(1.6);
    for (double multipole : new double[] {50, 700, 8000}) {
      double expected =
          (9 * spectra.of(near).at(multipole)
                  + 6 * spectra.cross(near, far).at(multipole)
                  + spectra.of(far).at(multipole))
              / 16;
      // The kink of the efficiency at each plane costs 1e-4 at 240 points.
      assertEquals(1, spectra.of(histogram).at(multipole) / expected, 5e-4);
    }
  }

  @Test
  void badSourcesAreRefused() {
    List<Double> edges = List.of(0.0, 1.0, 2.0);
    var count =
        assertThrows(
            IllegalArgumentException.class, () -> new Sources.Histogram(edges, List.of(1.0, -2.0)));
    assertTrue(count.getMessage().contains("-2.0"), count.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new Sources.Histogram(edges, List.of(0.0, 0.0)));
    assertThrows(IllegalArgumentException.class, () -> Sources.plane(Double.NaN));
    ConvergenceSpectra spectra =
        SharedSpectra.of(ReferenceCosmology.massiveNus(0), NonlinearModel.HALOFIT);
    var far = assertThrows(IllegalArgumentException.class, () -> spectra.of(Sources.plane(3)));
    assertTrue(far.getMessage().contains("3.0"), far.getMessage());
  }
}
