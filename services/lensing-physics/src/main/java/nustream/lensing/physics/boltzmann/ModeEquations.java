package nustream.lensing.physics.boltzmann;

import java.util.ArrayList;
import java.util.List;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.NeutrinoMasses;

/**
 * The coupled equations of one wavenumber, with ln a as the independent variable. State: eta,
 * delta_c, delta_b, theta_b, photon moments, massless and massive neutrino moments. Owned by one
 * thread.
 */
final class ModeEquations {
  private static final int ETA = 0;

  private final double k;
  private final Background background;
  private final EpochTable table;
  private final Precision precision;
  private final ColdDarkMatter coldDarkMatter;
  private final Baryons baryons;
  private final Photons photons;
  private final MasslessNeutrinos massless;
  private final List<MassiveNeutrinos> massive = new ArrayList<>();
  private final TightCoupling coupling;
  private final int size;
  private final Epoch epoch = new Epoch();
  private final Metric metric = new Metric();

  private boolean tight = true;
  private double massiveDensityPerturbation;

  ModeEquations(
      double k, Background background, EpochTable table, MomentumRule rule, Precision precision) {
    this.k = k;
    this.background = background;
    this.table = table;
    this.precision = precision;
    double hubble0 = background.cosmology().hubblePerMpc();
    double critical = 3 * hubble0 * hubble0;
    coldDarkMatter = new ColdDarkMatter(1, critical * background.omegaColdDarkMatter());
    baryons = new Baryons(2, critical * background.omegaBaryons());
    int offset = 4;
    photons = new Photons(offset, precision, critical * background.omegaPhotons());
    offset += photons.size();
    massless =
        new MasslessNeutrinos(
            offset, precision.masslessMoments(), critical * background.omegaMasslessNeutrinos());
    offset += massless.size();
    for (NeutrinoMasses.Species species : background.massiveSpecies()) {
      MassiveNeutrinos neutrinos =
          new MassiveNeutrinos(
              offset,
              precision.massiveMoments(),
              rule,
              species.massEv() / background.neutrinoTemperatureEv(),
              species.count() * critical * background.omegaOneRelativisticNeutrino());
      massive.add(neutrinos);
      offset += neutrinos.size();
    }
    size = offset;
    coupling = new TightCoupling(baryons, photons, k);
  }

  int size() {
    return size;
  }

  /** Below these magnitudes an error of a variable is measured absolutely. */
  double[] errorFloors() {
    double[] floors = new double[size];
    java.util.Arrays.fill(floors, 1);
    floors[ETA] = 1e-3;
    floors[3] = 0.1 * k;
    return floors;
  }

  /**
   * The growing adiabatic mode on scales beyond the horizon, MB95 eqs. (96) and (97), normalised to
   * a curvature perturbation of 1 (C = 1/2). Returns ln a of the start.
   */
  double start(double[] y) {
    // Early enough that k tau = 0.003 and that neutrinos of 1 eV are relativistic to 1e-4.
    double targetTau = Math.min(0.003 / k, 0.1);
    double radiation =
        background.omegaPhotons()
            + background.omegaMasslessNeutrinos()
            + background.massiveSpecies().stream().mapToInt(NeutrinoMasses.Species::count).sum()
                * background.omegaOneRelativisticNeutrino();
    double a = targetTau * background.cosmology().hubblePerMpc() * Math.sqrt(radiation);
    double x = Math.log(a);
    table.fill(x, epoch);
    double neutrinos = 1 - background.omegaPhotons() / radiation;
    double kTau = k * epoch.tau;
    double contrast = -kTau * kTau / 3;
    double theta = -k * kTau * kTau * kTau / 36;
    double thetaNu = theta * (23 + 4 * neutrinos) / (15 + 4 * neutrinos);
    double shearNu = 2 * kTau * kTau / (3 * (15 + 4 * neutrinos));
    y[ETA] = 1 - (5 + 4 * neutrinos) / (12 * (15 + 4 * neutrinos)) * kTau * kTau;
    y[1] = 0.75 * contrast;
    y[2] = 0.75 * contrast;
    y[3] = theta;
    photons.start(y, k, contrast, theta);
    massless.start(y, k, contrast, thetaNu, shearNu);
    for (MassiveNeutrinos species : massive) {
      species.start(y, a, k, contrast, thetaNu, shearNu);
    }
    tight = true;
    return x;
  }

  /** Slopes dy/dln a. */
  void slopes(double lnA, double[] y, double[] slopes) {
    gather(lnA, y);
    slopes[ETA] = metric.etaSlope;
    coldDarkMatter.evolve(metric, slopes);
    baryons.evolveDensity(y, metric, slopes);
    if (tight) {
      coupling.evolveTight(y, epoch, metric, slopes);
    } else {
      coupling.evolveFull(y, epoch, metric, slopes);
    }
    massless.evolve(y, epoch, k, metric, slopes);
    for (MassiveNeutrinos species : massive) {
      species.evolve(y, epoch, k, metric, slopes);
    }
    double perConformalTime = 1 / epoch.hubble;
    for (int i = 0; i < size; i++) {
      slopes[i] *= perConformalTime;
    }
  }

  private void gather(double lnA, double[] y) {
    table.fill(lnA, epoch);
    metric.clear();
    coldDarkMatter.addStressEnergy(y, epoch, metric);
    baryons.addStressEnergy(y, epoch, metric);
    photons.addStressEnergy(y, epoch, k, metric);
    massless.addStressEnergy(y, epoch, k, metric);
    massiveDensityPerturbation = 0;
    for (MassiveNeutrinos species : massive) {
      massiveDensityPerturbation += species.addStressEnergy(y, epoch, k, metric);
    }
    metric.solve(k, epoch.hubble, y[ETA]);
  }

  /** Ends the tight coupling if it no longer holds; true if the equations have changed. */
  boolean leaveTightCoupling(double lnA, double[] y) {
    if (!tight) {
      return false;
    }
    gather(lnA, y);
    if (TightCoupling.holds(epoch, k, precision)) {
      return false;
    }
    photons.release(y, coupling.shear(y, epoch, metric));
    tight = false;
    return true;
  }

  /** Density contrast of baryons and cold dark matter together. */
  double coldContrast(double lnA, double[] y) {
    table.fill(lnA, epoch);
    double cold = coldDarkMatter.density(epoch);
    double baryonic = baryons.density(epoch);
    return (cold * coldDarkMatter.contrast(y) + baryonic * baryons.contrast(y)) / (cold + baryonic);
  }

  /** Density contrast of all matter, massive neutrinos included. */
  double matterContrast(double lnA, double[] y) {
    gather(lnA, y);
    double cold = coldDarkMatter.density(epoch) + baryons.density(epoch);
    double neutrinos =
        background.massiveDensity(epoch.a)
            * 3
            * Math.pow(background.cosmology().hubblePerMpc(), 2)
            / (epoch.a * epoch.a);
    return (cold * coldContrast(lnA, y) + massiveDensityPerturbation) / (cold + neutrinos);
  }
}
