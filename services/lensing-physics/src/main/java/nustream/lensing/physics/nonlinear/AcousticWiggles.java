package nustream.lensing.physics.nonlinear;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.linear.PowerSpectrum;
import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/**
 * The acoustic oscillations of a linear spectrum: its difference from itself smoothed by a Gaussian
 * of 0.25 in ln k, after division by the smooth fit of Eisenstein and Hu (1998), eqs. (26) to (31)
 * (Mead et al. 2021, footnote 7).
 */
final class AcousticWiggles implements PowerSpectrum {
  private static final double WIDTH = 0.25;
  private static final double LN_FIRST = Math.log(5e-4);
  private static final double LN_LAST = Math.log(20);
  private static final int POINTS = 768;
  private static final double STEP = (LN_LAST - LN_FIRST) / (POINTS - 1);

  /** Half-width of the kernel: beyond four widths its weight is 6e-5. */
  private static final int REACH = (int) Math.ceil(4 * WIDTH / STEP);

  private final PolynomialSplineFunction wiggles;
  private final double first;
  private final double last;

  AcousticWiggles(Background background, PowerSpectrum linear) {
    double[] k = new double[POINTS];
    double[] ratio = new double[POINTS];
    double[] smooth = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      k[i] = Math.exp(LN_FIRST + i * STEP);
      smooth[i] = noWiggle(background, k[i]);
      ratio[i] = linear.at(k[i]) / smooth[i];
    }
    double[] weights = new double[2 * REACH + 1];
    double total = 0;
    for (int j = -REACH; j <= REACH; j++) {
      weights[j + REACH] = Math.exp(-0.5 * Math.pow(j * STEP / WIDTH, 2));
      total += weights[j + REACH];
    }
    int inner = POINTS - 2 * REACH;
    double[] x = new double[inner];
    double[] difference = new double[inner];
    for (int i = 0; i < inner; i++) {
      double mean = 0;
      for (int j = 0; j < weights.length; j++) {
        mean += weights[j] * ratio[i + j];
      }
      x[i] = LN_FIRST + (i + REACH) * STEP;
      difference[i] = (ratio[i + REACH] - mean / total) * smooth[i + REACH];
    }
    wiggles = new SplineInterpolator().interpolate(x, difference);
    first = x[0];
    last = x[inner - 1];
  }

  @Override
  public double at(double k) {
    double x = Math.log(k);
    return x < first || x > last ? 0 : wiggles.value(x);
  }

  /** Shape of the spectrum without oscillations, in arbitrary units. */
  private static double noWiggle(Background background, double k) {
    Cosmology cosmology = background.cosmology();
    double matter = cosmology.omegaMatter() * cosmology.h() * cosmology.h();
    double baryons = cosmology.omegaBaryonH2();
    double fraction = baryons / matter;
    double horizon =
        44.5 * Math.log(9.83 / matter) / Math.sqrt(1 + 10 * Math.pow(baryons, 0.75)); // (26)
    double alpha =
        1
            - 0.328 * Math.log(431 * matter) * fraction
            + 0.38 * Math.log(22.3 * matter) * fraction * fraction; // (31)
    double shape =
        matter
            / cosmology.h()
            * (alpha + (1 - alpha) / (1 + Math.pow(0.43 * k * horizon * cosmology.h(), 4))); // (30)
    double q = k * Math.pow(cosmology.temperatureCmbK() / 2.7, 2) / shape; // (28)
    double l = Math.log(2 * Math.E + 1.8 * q);
    double c = 14.2 + 731 / (1 + 62.5 * q);
    double transfer = l / (l + c * q * q); // (29)
    return Math.pow(k, cosmology.spectralIndex()) * transfer * transfer;
  }
}
