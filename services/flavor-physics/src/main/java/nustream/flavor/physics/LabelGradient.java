package nustream.flavor.physics;

import java.util.Arrays;

/**
 * Gradients of the four labels, of alpha21 and of the lightest mass with respect to the 21
 * coordinates, analytically. Scratch of one thread.
 *
 * <p>In the mass basis, {@code N = U^dagger Y} and {@code U^dagger m U^* = diag(d)}, first-order
 * perturbation theory gives {@code d lambda_i = dH_ii} and {@code d|U_ai|^2 = 2 Re sum_j conj(U_ai)
 * U_aj dH_ji / (lambda_i - lambda_j)}, with {@code dH_ij = conj(d_j) dm_ij + d_i conj(dm_ij)} and
 * {@code dm = d(N A N^T)}, A_k = v^2/M_k. So each label is {@code Re sum_{i<=j} g_ij dm_ij}, and
 * its gradient with respect to N is {@code conj(A_k sum_j G_ij N_jk)} with G the symmetrised g. The
 * rotation by U keeps lengths, so it is applied only to a finished direction.
 */
final class LabelGradient {
  /** Rows of 21: gradients with respect to (Re N, Im N) sqrt 2 and the log-mass coordinates. */
  final double[][] row = new double[SeesawSlopes.COUNT][SeesawParameters.SIZE];

  private final HermitianJacobi eigen;
  private final LightMass mass;
  private final double[] nr = new double[9];
  private final double[] ni = new double[9];
  private final double[] dr = new double[3];
  private final double[] di = new double[3];
  private final double[] gr = new double[9];
  private final double[] gi = new double[9];
  private final double[] combined = new double[SeesawParameters.SIZE];

  LabelGradient(LightMass mass, HermitianJacobi eigen) {
    this.mass = mass;
    this.eigen = eigen;
  }

  /**
   * Rotates Y and m to the mass basis; to be called after the decomposition and before the rows.
   */
  void prepare() {
    double[] ur = eigen.ur;
    double[] ui = eigen.ui;
    for (int i = 0; i < 3; i++) {
      dr[i] = 0;
      di[i] = 0;
      for (int k = 0; k < 3; k++) {
        double re = 0;
        double im = 0;
        for (int a = 0; a < 3; a++) {
          int u = 3 * a + i;
          int y = 3 * a + k;
          re += ur[u] * mass.yr[y] + ui[u] * mass.yi[y];
          im += ur[u] * mass.yi[y] - ui[u] * mass.yr[y];
        }
        nr[3 * i + k] = re;
        ni[3 * i + k] = im;
        dr[i] += mass.weight[k] * (re * re - im * im);
        di[i] += mass.weight[k] * 2 * re * im;
      }
    }
  }

  void clear() {
    Arrays.fill(gr, 0);
    Arrays.fill(gi, 0);
  }

  /** Adds factor * d lambda_i. */
  void addEigenvalue(int i, double factor) {
    gr[4 * i] += 2 * factor * dr[i];
    gi[4 * i] -= 2 * factor * di[i];
  }

  /** Adds factor * d|U_ai|^2. */
  void addProbability(int a, int i, double factor) {
    double[] ur = eigen.ur;
    double[] ui = eigen.ui;
    int p = 3 * a + i;
    for (int j = 0; j < 3; j++) {
      if (j == i) {
        continue;
      }
      int q = 3 * a + j;
      double f = 2 * factor / (eigen.value[i] - eigen.value[j]);
      double wr = f * (ur[p] * ur[q] + ui[p] * ui[q]);
      double wi = f * (ur[p] * ui[q] - ui[p] * ur[q]);
      // Re(w dH_ji) = Re((w conj(d_i) + conj(w) conj(d_j)) dm_ij)
      double re = wr * (dr[i] + dr[j]) + wi * (di[i] - di[j]);
      double im = wi * (dr[i] - dr[j]) - wr * (di[i] + di[j]);
      gr[3 * i + j] += re;
      gi[3 * i + j] += im;
      gr[3 * j + i] += re;
      gi[3 * j + i] += im;
    }
  }

  /**
   * Adds factor * d phi_i of the phase phi_i = arg(U_ei^2 d_i), which no phase of a column of U
   * changes; alpha21 = phi_2 - phi_1. With dU_ei = sum_j U_ej dH_ji/(lambda_i - lambda_j), {@code
   * dphi_i = Im(dm_ii/d_i) + 2 Im sum_j U_ej dH_ji/(U_ei (lambda_i - lambda_j))}.
   */
  void addMajoranaPhase(int i, double factor) {
    double size = dr[i] * dr[i] + di[i] * di[i];
    // Im(dm_ii/d_i) = Re(-i conj(d_i)/|d_i|^2 dm_ii)
    gr[4 * i] -= factor * di[i] / size;
    gi[4 * i] -= factor * dr[i] / size;
    double er = eigen.ur[i];
    double ei = eigen.ui[i];
    for (int j = 0; j < 3; j++) {
      if (j == i) {
        continue;
      }
      double f = 2 * factor / ((er * er + ei * ei) * (eigen.value[i] - eigen.value[j]));
      double wr = f * (eigen.ur[j] * er + eigen.ui[j] * ei);
      double wi = f * (eigen.ui[j] * er - eigen.ur[j] * ei);
      // Im(w dH_ji) = Re((-i w conj(d_i) + i conj(w) conj(d_j)) dm_ij)
      double re = wi * (dr[i] + dr[j]) - wr * (di[i] - di[j]);
      double im = -wr * (dr[i] - dr[j]) - wi * (di[i] + di[j]);
      gr[3 * i + j] += re;
      gi[3 * i + j] += im;
      gr[3 * j + i] += re;
      gi[3 * j + i] += im;
    }
  }

  /** Writes cos and sin of phi_i - phi_j, of {@link #addMajoranaPhase}. */
  void majoranaPhase(int i, int j, SeesawSlopes slopes) {
    // (U_ei conj(U_ej))^2 d_i conj(d_j)
    double ur = eigen.ur[i] * eigen.ur[j] + eigen.ui[i] * eigen.ui[j];
    double ui = eigen.ui[i] * eigen.ur[j] - eigen.ur[i] * eigen.ui[j];
    double re = dr[i] * dr[j] + di[i] * di[j];
    double im = di[i] * dr[j] - dr[i] * di[j];
    double squareRe = ur * ur - ui * ui;
    double squareIm = 2 * ur * ui;
    double cos = squareRe * re - squareIm * im;
    double sin = squareRe * im + squareIm * re;
    double size = Math.hypot(cos, sin);
    boolean defined = size > 0 && size < Double.POSITIVE_INFINITY;
    slopes.cosAlpha21 = defined ? cos / size : 0;
    slopes.sinAlpha21 = defined ? sin / size : 0;
  }

  /**
   * Writes the gradient of what was added since {@link #clear} to a row; spread = decades per unit.
   */
  void finishRow(int index, double factor, double spread) {
    double[] out = row[index];
    double yukawa = factor * Math.sqrt(0.5);
    double logMass = -0.5 * factor * LightMass.LN10 * spread;
    for (int k = 0; k < 3; k++) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        // The diagonal of g enters twice: dm_ii = 2 A_k N_ik dN_ik.
        double tr = gr[4 * i] * nr[3 * i + k] - gi[4 * i] * ni[3 * i + k];
        double ti = gr[4 * i] * ni[3 * i + k] + gi[4 * i] * nr[3 * i + k];
        for (int j = 0; j < 3; j++) {
          int g = 3 * i + j;
          int n = 3 * j + k;
          tr += gr[g] * nr[n] - gi[g] * ni[n];
          ti += gr[g] * ni[n] + gi[g] * nr[n];
        }
        tr *= mass.weight[k];
        ti *= mass.weight[k];
        int at = SeesawParameters.yukawa(i, k);
        out[at] = yukawa * tr;
        out[at + 1] = -yukawa * ti;
        sum += nr[3 * i + k] * tr - ni[3 * i + k] * ti;
      }
      out[SeesawParameters.LOG_MASS + k] = logMass * sum;
    }
  }

  /** sum_rows coefficient * row, turned from the mass basis to the flavour basis. */
  void combine(double[] coefficient, double[] direction, int offset) {
    Arrays.fill(combined, 0);
    for (int l = 0; l < coefficient.length; l++) {
      for (int d = 0; d < combined.length; d++) {
        combined[d] += coefficient[l] * row[l][d];
      }
    }
    turn(combined, 1, direction, offset);
  }

  /** factor * vector, turned from the mass basis to the flavour basis. */
  void turn(double[] vector, double factor, double[] turned, int offset) {
    for (int k = 0; k < 3; k++) {
      for (int a = 0; a < 3; a++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < 3; i++) {
          int at = SeesawParameters.yukawa(i, k);
          double cr = eigen.ur[3 * a + i];
          double ci = eigen.ui[3 * a + i];
          re += cr * vector[at] - ci * vector[at + 1];
          im += cr * vector[at + 1] + ci * vector[at];
        }
        int to = offset + SeesawParameters.yukawa(a, k);
        turned[to] = factor * re;
        turned[to + 1] = factor * im;
      }
      int at = SeesawParameters.LOG_MASS + k;
      turned[offset + at] = factor * vector[at];
    }
  }
}
