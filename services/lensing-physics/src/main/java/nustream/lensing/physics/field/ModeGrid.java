package nustream.lensing.physics.field;

import nustream.lensing.physics.limber.AngularSpectrum;

/** Spectra and filters on the modes of a map, row by row as the transform orders them. */
final class ModeGrid {
  private ModeGrid() {}

  /**
   * A function of the multipole on every mode. Each distinct value is computed once: about N^2/4 of
   * N^2 modes are distinct.
   *
   * @param atZero value of the mode l = 0
   */
  static double[] of(MapGeometry geometry, AngularSpectrum function, double atZero) {
    int n = geometry.pixels();
    int half = n / 2;
    double[] bySquare = new double[2 * half * half + 1];
    java.util.Arrays.fill(bySquare, Double.NaN);
    bySquare[0] = atZero;
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int square = geometry.squareOf(i) + geometry.squareOf(j);
        if (Double.isNaN(bySquare[square])) {
          bySquare[square] = function.at(geometry.fundamental() * Math.sqrt(square));
        }
        values[i * n + j] = bySquare[square];
      }
    }
    return values;
  }
}
