package nustream.sampler.model;

/**
 * The frame in which the network sees a point. Exact symmetries of prior and labels (order and
 * signs of the right-handed neutrinos, phases of the lepton doublets, CP conjugation) relate points
 * that a network would have to learn to treat alike; instead each point is brought to one
 * representative, and what the network answers is brought back, which makes the answer equivariant
 * by construction.
 *
 * <p>Representative: masses ascending; Y_a1 real and positive for each a; Re sum_a Y_ai positive
 * for i = 2, 3; Im sum_a Y_a2 positive. The map is linear and orthogonal on the 21 coordinates once
 * the frame is chosen: y'_ai = s_i e^{i phi_a} K(y_a,p(i)), K the identity or conjugation. Holds
 * the frame chosen last, at first the identity: one per thread.
 */
final class CanonicalFrame {
  private static final int MASSES = 18;

  private final int[] from = {0, 1, 2};
  private final double[] cos = {1, 1, 1};
  private final double[] sin = {0, 0, 0};
  private final double[] sign = {1, 1, 1};
  private double conjugation = 1;

  /** Chooses the frame of a point. */
  void choose(double[] x, int offset) {
    sortMasses(x, offset + MASSES);
    conjugation = 1;
    for (int a = 0; a < 3; a++) {
      int first = offset + 2 * (3 * a + from[0]);
      double size = Math.hypot(x[first], x[first + 1]);
      cos[a] = size > 0 ? x[first] / size : 1;
      sin[a] = size > 0 ? -x[first + 1] / size : 0;
    }
    sign[0] = 1;
    double second = 0;
    for (int i = 1; i < 3; i++) {
      double re = 0;
      double im = 0;
      for (int a = 0; a < 3; a++) {
        int at = offset + 2 * (3 * a + from[i]);
        re += x[at] * cos[a] - x[at + 1] * sin[a];
        im += x[at] * sin[a] + x[at + 1] * cos[a];
      }
      sign[i] = re < 0 ? -1 : 1;
      second = i == 1 ? sign[i] * im : second;
    }
    if (second < 0) { // conjugate everything: y first, so the phases turn the other way
      conjugation = -1;
      for (int a = 0; a < 3; a++) {
        sin[a] = -sin[a];
      }
    }
  }

  /** -1 where the frame is CP conjugated, else 1. */
  double conjugation() {
    return conjugation;
  }

  private void sortMasses(double[] x, int masses) {
    from[0] = 0;
    from[1] = 1;
    from[2] = 2;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < 2 - pass; i++) {
        if (x[masses + from[i]] > x[masses + from[i + 1]]) {
          int larger = from[i];
          from[i] = from[i + 1];
          from[i + 1] = larger;
        }
      }
    }
  }

  /** Brings a vector of 21 coordinates into the frame. */
  void enter(double[] in, int inOffset, float[] out, int outOffset) {
    for (int i = 0; i < 3; i++) {
      out[outOffset + MASSES + i] = (float) in[inOffset + MASSES + from[i]];
      for (int a = 0; a < 3; a++) {
        int at = inOffset + 2 * (3 * a + from[i]);
        double re = in[at] * sign[i];
        double im = in[at + 1] * sign[i] * conjugation;
        int to = outOffset + 2 * (3 * a + i);
        out[to] = (float) (re * cos[a] - im * sin[a]);
        out[to + 1] = (float) (re * sin[a] + im * cos[a]);
      }
    }
  }

  /** Brings a vector of 21 coordinates out of the frame. */
  void leave(float[] in, int inOffset, double[] out, int outOffset) {
    for (int i = 0; i < 3; i++) {
      out[outOffset + MASSES + from[i]] = in[inOffset + MASSES + i];
      for (int a = 0; a < 3; a++) {
        int at = inOffset + 2 * (3 * a + i);
        double re = in[at] * cos[a] + in[at + 1] * sin[a];
        double im = in[at + 1] * cos[a] - in[at] * sin[a];
        int to = outOffset + 2 * (3 * a + from[i]);
        out[to] = re * sign[i];
        out[to + 1] = im * sign[i] * conjugation;
      }
    }
  }
}
