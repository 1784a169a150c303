package nustream.lensing.physics.linear;

import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.boltzmann.TransferSource;
import nustream.lensing.physics.boltzmann.TransferTable;

/**
 * Linear matter power of a cosmology,
 *
 * <pre>P(k, z) = (2 pi^2/k^3) A_s (k/k_pivot)^(n_s - 1) delta(k, z)^2,</pre>
 *
 * with delta for a primordial curvature perturbation of 1. Immutable and thread-safe.
 */
public final class LinearPower {
  private final Cosmology cosmology;
  private final Background background;
  private final TransferTable transfers;
  private final double primordialAmplitude;

  /**
   * @param source of the transfer functions; solves them if it has to
   */
  public LinearPower(Cosmology cosmology, TransferSource source) {
    this.cosmology = cosmology;
    this.background = new Background(cosmology);
    this.transfers = source.transfers(cosmology);
    if (cosmology.amplitude() instanceof Amplitude.Sigma8 wanted) {
      double unit = sigma8(spectrum(transfers.total(0), 1));
      primordialAmplitude = wanted.value() * wanted.value() / (unit * unit);
    } else {
      primordialAmplitude = ((Amplitude.Primordial) cosmology.amplitude()).value();
    }
  }

  public Cosmology cosmology() {
    return cosmology;
  }

  public Background background() {
    return background;
  }

  /** A_s at 0.05/Mpc, given or found from sigma8. */
  public double primordialAmplitude() {
    return primordialAmplitude;
  }

  /**
   * The spectra at a redshift.
   *
   * @param redshift from 0 to {@link TransferTable#largestRedshift}
   */
  public LinearSpectra at(double redshift) {
    return new LinearSpectra(
        redshift,
        spectrum(transfers.total(redshift), primordialAmplitude),
        spectrum(transfers.cold(redshift), primordialAmplitude));
  }

  /** Rms of the total matter in spheres of 8 Mpc/h. */
  public double sigma8(double redshift) {
    return sigma8(at(redshift).total());
  }

  private static double sigma8(PowerSpectrum spectrum) {
    return new MatterVariance(spectrum).sphereRms(8);
  }

  private PowerSpectrum spectrum(double[] contrast, double amplitude) {
    TransferCurve curve = new TransferCurve(transfers.wavenumbers(), contrast);
    double h = cosmology.h();
    double tilt = cosmology.spectralIndex() - 1;
    return k -> {
      double delta = curve.at(k * h);
      return 2
          * Math.PI
          * Math.PI
          / (k * k * k)
          * amplitude
          * Math.pow(k * h / Cosmology.PIVOT_PER_MPC, tilt)
          * delta
          * delta;
    };
  }
}
