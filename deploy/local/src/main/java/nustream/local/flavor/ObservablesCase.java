package nustream.local.flavor;

import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.physics.LeptonSector;
import nustream.flavor.physics.MassConvention;
import nustream.flavor.physics.Ordering;

/**
 * One case of an observables file. Complex 3x3 matrices are row-major (re, im) pairs, 18 numbers.
 */
sealed interface ObservablesCase {
  Ordering ordering();

  /**
   * What it predicts.
   *
   * @throws IllegalArgumentException naming the value that is out of range
   */
  LeptonObservables observables();

  /** Charged-lepton Yukawa matrix; empty = diagonal. */
  double[] chargedYukawa();

  /**
   * A light mass matrix.
   *
   * @param convention how it is diagonalised
   * @param massEv the matrix in eV
   */
  record Light(
      Ordering ordering, MassConvention convention, double[] massEv, double[] chargedYukawa)
      implements ObservablesCase {
    @Override
    public LeptonObservables observables() {
      return LeptonSector.lightMatrix(massEv, convention, chargedYukawa, ordering);
    }
  }

  /**
   * Parameters of a type-I seesaw.
   *
   * @param vGev vacuum expectation value, GeV
   * @param yukawa neutrino Yukawa matrix, rows = flavour
   * @param massesGev right-handed masses, GeV
   */
  record Seesaw(
      Ordering ordering, double vGev, double[] yukawa, double[] massesGev, double[] chargedYukawa)
      implements ObservablesCase {
    @Override
    public LeptonObservables observables() {
      return LeptonSector.seesaw(yukawa, massesGev, vGev, chargedYukawa, ordering);
    }
  }
}
