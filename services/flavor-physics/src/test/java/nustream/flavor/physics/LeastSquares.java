package nustream.flavor.physics;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** Projections by an independent linear-algebra library. */
final class LeastSquares {
  private LeastSquares() {}

  /** The part of a vector that lies in the span of the rows. */
  static double[] projectOnRows(double[][] rows, double[] vector) {
    RealMatrix columns = MatrixUtils.createRealMatrix(rows).transpose();
    RealVector v = MatrixUtils.createRealVector(vector);
    RealVector coefficients = new QRDecomposition(columns).getSolver().solve(v);
    return columns.operate(coefficients).toArray();
  }
}
