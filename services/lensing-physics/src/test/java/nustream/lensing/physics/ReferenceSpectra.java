package nustream.lensing.physics;

import nustream.lensing.physics.linear.LinearSpectra;
import nustream.lensing.physics.linear.PowerSpectrum;
import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/** Linear spectra read from the tables of reference/cosmology/linear. */
public final class ReferenceSpectra {
  private static final double[] REDSHIFTS = {0, 0.5, 1, 2};

  private ReferenceSpectra() {}

  /**
   * @param mass as in the file names
   * @param column of the redshift: 0, 0.5, 1, 2
   */
  public static LinearSpectra at(String mass, int column) {
    return new LinearSpectra(
        REDSHIFTS[column], spectrum("pm_mnu" + mass, column), spectrum("pcb_mnu" + mass, column));
  }

  private static PowerSpectrum spectrum(String name, int column) {
    ReferenceTable table = ReferenceTable.read("cosmology/linear/" + name + ".txt");
    int n = table.size();
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = Math.log(table.at(i, 0));
      y[i] = Math.log(table.at(i, column + 1));
    }
    PolynomialSplineFunction spline = new SplineInterpolator().interpolate(x, y);
    double lowSlope = (y[1] - y[0]) / (x[1] - x[0]);
    double highSlope = (y[n - 1] - y[n - 2]) / (x[n - 1] - x[n - 2]);
    return k -> {
      double lnK = Math.log(k);
      if (lnK < x[0]) {
        return Math.exp(y[0] + lowSlope * (lnK - x[0]));
      }
      if (lnK > x[n - 1]) {
        return Math.exp(y[n - 1] + highSlope * (lnK - x[n - 1]));
      }
      return Math.exp(spline.value(lnK));
    };
  }
}
