package nustream.lensing.physics;

import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.MassHierarchy;

/** The cosmologies of the reference tables. */
public final class ReferenceCosmology {
  private ReferenceCosmology() {}

  /** That of the tables in reference/cosmology: Omega_b = 0.046, N_eff = 3.044. */
  public static Cosmology withMass(double sumMassesEv) {
    return new Cosmology(
        0.7,
        0.3,
        0.046 * 0.49,
        0.97,
        new Amplitude.Primordial(2.1e-9),
        sumMassesEv,
        MassHierarchy.DEGENERATE,
        3.044,
        2.7255);
  }

  /** That of the tables in reference/lensing: the MassiveNuS fiducial. */
  public static Cosmology massiveNus(double sumMassesEv) {
    return Cosmology.massiveNusFiducial().withSumMassesEv(sumMassesEv);
  }
}
