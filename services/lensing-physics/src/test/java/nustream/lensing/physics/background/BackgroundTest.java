package nustream.lensing.physics.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.ReferenceTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackgroundTest {
  private static final double C_KM_S = Constants.SPEED_OF_LIGHT / 1e3;

  /**
   * CAMB and CLASS agree to 3e-7 here; 1e-5 leaves room for their conversion of mass to density.
   */
  @ParameterizedTest
  @CsvSource({"0,1", "0.06,2", "0.1,3", "0.4,4"})
  void distancesAndExpansionAgreeWithCambTo1e5(double mass, int column) {
    Background background = new Background(ReferenceCosmology.withMass(mass));
    ReferenceTable table = ReferenceTable.read("cosmology/chi_H.txt");
    for (int i = 0; i < table.size(); i++) {
      double z = table.at(i, 0);
      double chi = table.at(i, column);
      double hubble = table.at(i, column + 4);
      assertEquals(chi, background.comovingDistance(z), 1e-5 * chi, "chi at z = " + z);
      double ours = background.hubble(1 / (1 + z)) * C_KM_S;
      assertEquals(hubble, ours, 1e-5 * hubble, "H at z = " + z);
    }
  }

  /** Printed to 6 digits for the MassiveNuS fiducial. */
  @Test
  void distancesOfTheFiducialCosmology() {
    double[] z = {0.5, 1, 1.5, 2, 2.5, 3};
    double[] massless = {1888.54, 3303.53, 4363.29, 5179.01, 5826.41, 6354.29};
    double[] massive = {1888.57, 3303.65, 4363.51, 5179.35, 5826.87, 6354.85};
    Background light = new Background(ReferenceCosmology.massiveNus(0));
    Background heavy = new Background(ReferenceCosmology.massiveNus(0.1));
    for (int i = 0; i < z.length; i++) {
      assertEquals(massless[i], light.comovingDistance(z[i]), 1e-5 * massless[i]);
      assertEquals(massive[i], heavy.comovingDistance(z[i]), 1e-5 * massive[i]);
    }
  }

  /** CAMB's density (0.0010750) neglects the momenta of today, worth 4e-4 at this mass. */
  @Test
  void neutrinoDensityAgreesWithCambWithinItsApproximation() {
    Background background = new Background(ReferenceCosmology.massiveNus(0.1));
    assertEquals(0.0010754, background.omegaNeutrinos() * 0.49, 1e-7);
    assertEquals(0.00731, background.neutrinoFraction(), 1e-5);
  }

  @Test
  void redshiftInvertsDistance() {
    Background background = new Background(ReferenceCosmology.massiveNus(0.4));
    for (double z : new double[] {1e-3, 0.3, 1, 9, 1089}) {
      double back = background.redshiftAt(background.comovingDistance(z));
      assertEquals(z, back, 1e-9 * (1 + z));
    }
  }

  /** Values of a matter and cosmological constant universe with Omega_m = 0.3, to 5 digits. */
  @Test
  void growthOfMatterAndLambda() {
    Growth growth = new Growth(0.3);
    assertEquals(0.77898, growth.factor(1), 1e-5);
    assertEquals(0.47659, growth.factor(0.5), 1e-5);
    double step = 1e-4;
    double slope =
        (Math.log(growth.factor(0.6 * Math.exp(step)))
                - Math.log(growth.factor(0.6 * Math.exp(-step))))
            / (2 * step);
    assertEquals(slope, growth.rate(0.6), 1e-7);
    // Without a cosmological constant D = a, and so is its accumulated growth.
    assertEquals(0.5, new Growth(1).factor(0.5), 1e-12);
    assertEquals(0.5, new Growth(1).accumulated(0.5), 1e-10);
  }

  /** Series of the integrals for small and large masses. */
  @Test
  void momentumIntegralsHaveTheirLimits() {
    assertEquals(1, FermiDirac.energyRatio(0), 1e-12);
    assertEquals(1, FermiDirac.pressureRatio(0), 1e-12);
    // I(y)/I(0) = 1 + (5/(7 pi^2)) y^2 + O(y^4 ln y)
    double y = 1e-2;
    assertEquals(5 / (7 * Math.PI * Math.PI) * y * y, FermiDirac.energyRatio(y) - 1, 2e-8);
    // I(y)/I(0) -> y (180 zeta(3) / (7 pi^4)) [1 + O(1/y^2)]
    double zeta3 = 1.2020569031595942;
    double large = 1e5;
    double limit = large * 180 * zeta3 / (7 * Math.pow(Math.PI, 4));
    assertEquals(1, FermiDirac.energyRatio(large) / limit, 1e-8);
  }

  @Test
  void tabulatedDensitiesFollowTheIntegrals() {
    MassiveDensity density = new MassiveDensity(1);
    for (double y = 1.3e-4; y < 1e5; y *= 2.7) {
      assertEquals(1, density.energyRatio(y) / FermiDirac.energyRatio(y), 1e-8);
      assertEquals(1, density.pressureRatio(y) / FermiDirac.pressureRatio(y), 1e-8);
    }
  }

  /** The table of MassiveNuS lists m1, m2, m3 with 2e-5 eV precision, from older splittings. */
  @Test
  void normalHierarchySharesTheSumByTheMeasuredSplittings() {
    var species = NeutrinoMasses.of(0.1, MassHierarchy.NORMAL).species();
    assertEquals(3, species.size());
    double m1 = species.get(0).massEv();
    double m2 = species.get(1).massEv();
    double m3 = species.get(2).massEv();
    assertEquals(0.1, m1 + m2 + m3, 1e-12);
    assertEquals(NeutrinoMasses.SOLAR_SPLITTING_EV2, m2 * m2 - m1 * m1, 1e-12);
    assertEquals(NeutrinoMasses.ATMOSPHERIC_SPLITTING_NORMAL_EV2, m3 * m3 - m1 * m1, 1e-12);
    assertEquals(1, NeutrinoMasses.of(0.3, MassHierarchy.DEGENERATE).species().size());
    assertEquals(3, NeutrinoMasses.of(0.3, MassHierarchy.DEGENERATE).species().get(0).count());
  }

  @Test
  void aSumBelowTheSplittingsIsRefusedWithTheLeastSum() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> NeutrinoMasses.of(0.05, MassHierarchy.NORMAL));
    assertTrue(error.getMessage().contains("0.05 eV"), error.getMessage());
    assertTrue(error.getMessage().contains("0.05878"), error.getMessage());
    assertEquals(3, NeutrinoMasses.of(0, MassHierarchy.NORMAL).masslessCount());
  }

  @ParameterizedTest
  @CsvSource({
    "h, 0.1, 0.3, 0.022, 0.97, 0",
    "omega_m, 0.7, 1.2, 0.022, 0.97, 0",
    "omega_b, 0.7, 0.3, -0.1, 0.97, 0",
    "n_s, 0.7, 0.3, 0.022, NaN, 0",
    "neutrino masses, 0.7, 0.3, 0.022, 0.97, -0.1",
    "cold dark matter, 0.7, 0.06, 0.03, 0.97, 0"
  })
  void badParametersAreRefusedByName(
      String name, double h, double matter, double baryons, double index, double mass) {
    Amplitude amplitude = new Amplitude.Primordial(2.1e-9);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Cosmology(
                    h,
                    matter,
                    baryons,
                    index,
                    amplitude,
                    mass,
                    MassHierarchy.DEGENERATE,
                    3.046,
                    2.7255));
    assertTrue(error.getMessage().contains(name), error.getMessage());
  }
}
