package nustream.flavor.physics;

import org.apache.commons.numbers.core.DD;

/** A 3x3 complex matrix in double-double arithmetic, row-major. Immutable by convention. */
final class DoubleDoubleMatrix {
  final DD[] re = new DD[9];
  final DD[] im = new DD[9];

  /** From 18 numbers, row-major pairs (re, im). */
  static DoubleDoubleMatrix ofPairs(double[] pairs) {
    DoubleDoubleMatrix m = new DoubleDoubleMatrix();
    for (int k = 0; k < 9; k++) {
      m.re[k] = DD.of(pairs[2 * k]);
      m.im[k] = DD.of(pairs[2 * k + 1]);
    }
    return m;
  }

  /** {@code m = v^2 Y M^-1 Y^T} in eV; Y from 18 numbers in pairs at an offset, M in GeV. */
  static DoubleDoubleMatrix seesaw(double[] pairs, int offset, double[] massesGev, double vGev) {
    DD[] weight = new DD[3];
    for (int i = 0; i < 3; i++) {
      weight[i] = DD.ofSquare(vGev).multiply(SeesawParameters.EV_PER_GEV).divide(massesGev[i]);
    }
    DoubleDoubleMatrix m = new DoubleDoubleMatrix();
    for (int a = 0; a < 3; a++) {
      for (int b = a; b < 3; b++) {
        DD re = DD.ZERO;
        DD im = DD.ZERO;
        for (int i = 0; i < 3; i++) {
          int p = offset + SeesawParameters.yukawa(a, i);
          int q = offset + SeesawParameters.yukawa(b, i);
          DD rr = DD.ofProduct(pairs[p], pairs[q]);
          DD ii = DD.ofProduct(pairs[p + 1], pairs[q + 1]);
          DD ri = DD.ofProduct(pairs[p], pairs[q + 1]);
          DD ir = DD.ofProduct(pairs[p + 1], pairs[q]);
          re = re.add(weight[i].multiply(rr.subtract(ii)));
          im = im.add(weight[i].multiply(ri.add(ir)));
        }
        m.re[3 * a + b] = re;
        m.re[3 * b + a] = re;
        m.im[3 * a + b] = im;
        m.im[3 * b + a] = im;
      }
    }
    return m;
  }

  DoubleDoubleMatrix times(DoubleDoubleMatrix other) {
    DoubleDoubleMatrix m = new DoubleDoubleMatrix();
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        DD sr = DD.ZERO;
        DD si = DD.ZERO;
        for (int k = 0; k < 3; k++) {
          int p = 3 * a + k;
          int q = 3 * k + b;
          sr = sr.add(re[p].multiply(other.re[q])).subtract(im[p].multiply(other.im[q]));
          si = si.add(re[p].multiply(other.im[q])).add(im[p].multiply(other.re[q]));
        }
        m.re[3 * a + b] = sr;
        m.im[3 * a + b] = si;
      }
    }
    return m;
  }

  DoubleDoubleMatrix transpose() {
    DoubleDoubleMatrix m = new DoubleDoubleMatrix();
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        m.re[3 * a + b] = re[3 * b + a];
        m.im[3 * a + b] = im[3 * b + a];
      }
    }
    return m;
  }

  DoubleDoubleMatrix conjugate() {
    DoubleDoubleMatrix m = new DoubleDoubleMatrix();
    for (int k = 0; k < 9; k++) {
      m.re[k] = re[k];
      m.im[k] = im[k].negate();
    }
    return m;
  }

  /** Times a power of two. */
  DoubleDoubleMatrix scale(int exponent) {
    DoubleDoubleMatrix m = new DoubleDoubleMatrix();
    for (int k = 0; k < 9; k++) {
      m.re[k] = re[k].scalb(exponent);
      m.im[k] = im[k].scalb(exponent);
    }
    return m;
  }

  /** Largest absolute value of a real or imaginary part; NaN where one is not finite. */
  double size() {
    double size = 0;
    for (int k = 0; k < 9; k++) {
      double sum = Math.abs(re[k].hi()) + Math.abs(im[k].hi());
      if (!(sum < Double.POSITIVE_INFINITY)) {
        return Double.NaN;
      }
      size = Math.max(size, Math.max(Math.abs(re[k].hi()), Math.abs(im[k].hi())));
    }
    return size;
  }
}
