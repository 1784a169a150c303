package nustream.flavor.physics;

/**
 * Layout of the 21 real numbers of one type-I seesaw candidate, {@code -L = Lbar_a Htilde Y_ai N_i
 * + 1/2 N^T C M N + h.c.} with rows a = e, mu, tau, M real and diagonal.
 *
 * <ul>
 *   <li>{@code 2(3a+i)} and {@code 2(3a+i)+1}: Re Y_ai and Im Y_ai, dimensionless;
 *   <li>{@code 18+i}: log10(M_i / GeV), in any order of the three masses.
 * </ul>
 *
 * The light mass matrix is {@code m_nu = v^2 Y M^-1 Y^T} (GeV; times {@link #EV_PER_GEV} for eV)
 * {@code = U diag(m) U^T}.
 */
public final class SeesawParameters {
  /** Numbers per candidate. */
  public static final int SIZE = 21;

  /** Place of log10(M_1 / GeV). */
  public static final int LOG_MASS = 18;

  /** Vacuum expectation value v = 246.22/sqrt(2) GeV. */
  public static final double V_GEV = 174.104;

  /** eV per GeV. */
  public static final double EV_PER_GEV = 1e9;

  private SeesawParameters() {}

  /** Place of Re Y_ai (the imaginary part follows), a and i from 0. */
  public static int yukawa(int a, int i) {
    return 2 * (3 * a + i);
  }
}
