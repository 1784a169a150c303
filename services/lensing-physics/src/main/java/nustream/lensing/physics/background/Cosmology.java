package nustream.lensing.physics.background;

import java.util.List;

/**
 * A flat universe with a cosmological constant and three neutrinos.
 *
 * @param h Hubble constant in units of 100 km/s/Mpc, 0.3 to 1.2
 * @param omegaMatter total matter today in units of the critical density, massive neutrinos
 *     <em>included</em>, 0.05 to 0.95
 * @param omegaBaryonH2 physical baryon density Omega_b h^2, 0.005 to 0.1
 * @param spectralIndex primordial spectral index n_s, 0.5 to 1.5
 * @param amplitude A_s at 0.05/Mpc, or sigma8
 * @param sumMassesEv sum of the neutrino masses in eV, 0 to 2
 * @param hierarchy how the sum is shared
 * @param effectiveNeutrinos N_eff, shared evenly by the three neutrinos, 1 to 6
 * @param temperatureCmbK photon temperature today in kelvin, 2 to 3.5
 */
public record Cosmology(
    double h,
    double omegaMatter,
    double omegaBaryonH2,
    double spectralIndex,
    Amplitude amplitude,
    double sumMassesEv,
    MassHierarchy hierarchy,
    double effectiveNeutrinos,
    double temperatureCmbK) {

  /** Wavenumber at which A_s is given, in 1/Mpc. */
  public static final double PIVOT_PER_MPC = 0.05;

  public Cosmology {
    require("h", h, 0.3, 1.2);
    require("omega_m", omegaMatter, 0.05, 0.95);
    require("omega_b h^2", omegaBaryonH2, 0.005, 0.1);
    require("n_s", spectralIndex, 0.5, 1.5);
    require("sum of neutrino masses (eV)", sumMassesEv, 0.0, 2.0);
    require("N_eff", effectiveNeutrinos, 1.0, 6.0);
    require("T_cmb (K)", temperatureCmbK, 2.0, 3.5);
    if (amplitude == null) {
      throw new IllegalArgumentException("amplitude is missing: give A_s or sigma8");
    }
    if (hierarchy == null) {
      throw new IllegalArgumentException(
          "mass hierarchy is missing: allowed are " + List.of(MassHierarchy.values()));
    }
    NeutrinoMasses.of(sumMassesEv, hierarchy);
    // 93 eV is the number density of relic neutrinos in the units of omega; 2 % of cold dark matter
    // at least must remain for the equations to make sense.
    double coldDarkMatter = omegaMatter * h * h - omegaBaryonH2 - sumMassesEv / 93.0;
    if (coldDarkMatter < 0.02 * omegaMatter * h * h) {
      throw new IllegalArgumentException(
          "omega_m = %s leaves no cold dark matter: omega_m h^2 = %.5f, baryons %.5f, neutrinos %.5f"
              .formatted(omegaMatter, omegaMatter * h * h, omegaBaryonH2, sumMassesEv / 93.0));
    }
  }

  /** The massless fiducial cosmology of the MassiveNuS simulations (Liu et al. 2018). */
  public static Cosmology massiveNusFiducial() {
    return new Cosmology(
        0.7,
        0.3,
        0.0223,
        0.97,
        new Amplitude.Primordial(2.1e-9),
        0.0,
        MassHierarchy.DEGENERATE,
        3.046,
        2.7255);
  }

  /** This cosmology with another sum of neutrino masses; Omega_m and the amplitude stay. */
  public Cosmology withSumMassesEv(double sum) {
    return new Cosmology(
        h,
        omegaMatter,
        omegaBaryonH2,
        spectralIndex,
        amplitude,
        sum,
        hierarchy,
        effectiveNeutrinos,
        temperatureCmbK);
  }

  /** This cosmology with another amplitude. */
  public Cosmology withAmplitude(Amplitude other) {
    return new Cosmology(
        h,
        omegaMatter,
        omegaBaryonH2,
        spectralIndex,
        other,
        sumMassesEv,
        hierarchy,
        effectiveNeutrinos,
        temperatureCmbK);
  }

  /** This cosmology with another mass hierarchy. */
  public Cosmology withHierarchy(MassHierarchy other) {
    return new Cosmology(
        h,
        omegaMatter,
        omegaBaryonH2,
        spectralIndex,
        amplitude,
        sumMassesEv,
        other,
        effectiveNeutrinos,
        temperatureCmbK);
  }

  /** Hubble constant over the speed of light, H0/c, in 1/Mpc. */
  public double hubblePerMpc() {
    return h / Constants.HUBBLE_DISTANCE_MPC_PER_H;
  }

  static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " = " + value + " is not allowed: it must be from " + least + " to " + most);
    }
  }
}
