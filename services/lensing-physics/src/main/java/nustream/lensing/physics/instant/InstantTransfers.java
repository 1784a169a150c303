package nustream.lensing.physics.instant;

import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.Growth;
import nustream.lensing.physics.boltzmann.TransferSource;
import nustream.lensing.physics.boltzmann.TransferTable;
import nustream.lensing.physics.boltzmann.WavenumberGrid;

/**
 * Transfer functions without solving the Boltzmann equations,
 *
 * <pre>
 * delta_m(k, z) = (2/5) k^2 / (Omega_m H0^2) T(k; omega_m) D(z) x delta_m(M)/delta_m(0),
 * </pre>
 *
 * the massless universe by the fit of {@link EisensteinHu} and the growth of matter, and the
 * suppression by neutrino masses from two solutions of {@link ColdGrowth} that start with the ratio
 * of T(k; omega_cb)/omega_cb ("SuperEasy" linear response, arXiv:2011.12504). Milliseconds.
 * Stateless.
 *
 * <p>Errors against the Boltzmann equations: {@link InstantError}. At fixed sigma8 the difference
 * between the masses is no larger than these, so that it is refused.
 */
public final class InstantTransfers implements TransferSource {
  /** Where the growth starts: of z = 200 and 400 the one with the smaller error for 0.4 eV. */
  static final double START = 0.0025;

  private final double start;

  public InstantTransfers() {
    this(START);
  }

  InstantTransfers(double startScaleFactor) {
    this.start = startScaleFactor;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for massive neutrinos at given sigma8, or where the fit is not
   *     positive, as for baryons alone
   */
  @Override
  public TransferTable transfers(Cosmology cosmology) {
    if (cosmology.amplitude() instanceof Amplitude.Sigma8 sigma8 && cosmology.sumMassesEv() > 0) {
      throw new IllegalArgumentException(
          "sigma8 = "
              + sigma8.value()
              + " with massive neutrinos is not allowed in the instant mode: at fixed sigma8 the"
              + " masses change the power by less than its error; solve the Boltzmann equations, or"
              + " fix A_s");
    }
    Background background = new Background(cosmology);
    Background massless = new Background(cosmology.withSumMassesEv(0));
    ColdGrowth growth = new ColdGrowth(background, start);
    ColdGrowth masslessGrowth = new ColdGrowth(massless, start);
    EisensteinHu fit = fit(background);
    EisensteinHu masslessFit = fit(massless);
    Growth matter = new Growth(cosmology.omegaMatter());
    double hubble = cosmology.hubblePerMpc();
    double[] wavenumbers = WavenumberGrid.of(cosmology);
    double[] times = TransferTable.lnScaleFactors();
    double[][] total = new double[times.length][wavenumbers.length];
    double[][] cold = new double[times.length][wavenumbers.length];
    for (int j = 0; j < wavenumbers.length; j++) {
      double k = wavenumbers[j];
      double perH = k / cosmology.h();
      double transfer = positive(masslessFit.at(k), k);
      double ratio =
          positive(fit.at(k), k) / fit.omegaMatterH2() / (transfer / masslessFit.omegaMatterH2());
      double[] grown = growth.cold(perH);
      double[] masslessGrown = masslessGrowth.cold(perH);
      for (int i = 0; i < times.length; i++) {
        double a = Math.exp(times[i]);
        double reference =
            0.4 * k * k / (cosmology.omegaMatter() * hubble * hubble) * transfer * matter.factor(a);
        cold[i][j] = reference * ratio * grown[i] / masslessGrown[i];
        total[i][j] = cold[i][j] * growth.totalToCold(perH, a);
      }
    }
    return new TransferTable(wavenumbers, total, cold);
  }

  private static EisensteinHu fit(Background background) {
    Cosmology cosmology = background.cosmology();
    double h2 = cosmology.h() * cosmology.h();
    return new EisensteinHu(
        (background.omegaBaryons() + background.omegaColdDarkMatter()) * h2,
        cosmology.omegaBaryonH2(),
        cosmology.temperatureCmbK());
  }

  private static double positive(double transfer, double k) {
    if (!(transfer > 0)) {
      throw new IllegalArgumentException(
          "transfer function = "
              + transfer
              + " at k = "
              + k
              + "/Mpc: the instant mode is not for so many baryons; solve the Boltzmann equations");
    }
    return transfer;
  }
}
